/** SLF4J: what belongs to a request stands in the MDC, and an access log. */
@NullMarked
package io.anyport.slf4j;

import org.jspecify.annotations.NullMarked;
