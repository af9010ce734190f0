/** Metrics in Micrometer, and a handler that shows them in the format of Prometheus. */
@NullMarked
package io.anyport.micrometer;

import org.jspecify.annotations.NullMarked;
