/** Records to neutral documents and back. */
package io.anyport.mapping;
