/** Bytes to typed values and back. */
package io.anyport.codec;
