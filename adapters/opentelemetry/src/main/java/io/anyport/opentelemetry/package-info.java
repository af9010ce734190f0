/** Spans in OpenTelemetry, of what an application does and of what it asks others for. */
@NullMarked
package io.anyport.opentelemetry;

import org.jspecify.annotations.NullMarked;
