/** JSON with Jackson 3, behind the codec port. */
@NullMarked
package io.anyport.jackson;

import org.jspecify.annotations.NullMarked;
