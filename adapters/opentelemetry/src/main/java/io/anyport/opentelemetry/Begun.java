package io.anyport.opentelemetry;

import io.anyport.observe.Observation;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** A span that has begun, and is current wherever its task is worked on. */
abstract sealed class Begun implements Observation permits RequestSpan, TaskSpan {

    final Span span;
    private final Context within;
    private volatile @Nullable Throwable thrown;

    Begun(Span span, Context parent) {
        this.span = span;
        this.within = parent.with(span);
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // whoever enters closes it
    public final @Nullable Scope enter() {
        if (Span.current().equals(span)) {
            return null; // it, or what somebody has added to its context within
        }
        var scope = within.makeCurrent();
        return scope::close;
    }

    @Override
    public final void thrown(Throwable other) {
        thrown = other;
    }

    final @Nullable Throwable thrown() {
        return thrown;
    }

    /** Marks the span as failed: by what was thrown, or else by a status. */
    final void fail(String otherwise) {
        var known = thrown;
        span.setStatus(StatusCode.ERROR);
        span.setAttribute(
                Names.ERROR, known == null ? otherwise : known.getClass().getName());
        if (known != null) {
            span.recordException(known);
        }
    }
}
