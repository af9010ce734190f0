/** An application on an embedded Undertow server. */
@NullMarked
package io.anyport.undertow;

import org.jspecify.annotations.NullMarked;
