/** The port to a format of documents, such as JSON: bytes to typed values and back. */
package io.anyport.codec;
