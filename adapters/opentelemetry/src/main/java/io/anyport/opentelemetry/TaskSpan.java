package io.anyport.opentelemetry;

import io.anyport.event.Consumer;
import io.anyport.event.Delivery;
import io.anyport.event.Source;
import io.anyport.http.Response;
import io.anyport.observe.BindingTask;
import io.anyport.observe.StoreTask;
import io.anyport.store.StoreException.ConditionFailed;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** The span of what is no request. */
final class TaskSpan extends Begun {

    private TaskSpan(Span span, Context parent) {
        super(span, parent);
    }

    /** Semantic conventions, "Database client". */
    static TaskSpan ofStore(StoreTask task, Tracer tracer, Context parent) {
        var span = tracer.spanBuilder(task.name())
                .setParent(parent)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(Names.DB_SYSTEM, task.engine())
                .setAttribute(Names.DB_OPERATION, task.operation());
        task.table().ifPresent(table -> span.setAttribute(Names.DB_TABLE, table));
        return new TaskSpan(span.startSpan(), parent);
    }

    /** Semantic conventions, "Messaging": what has sent the message is linked, since a batch has many of them. */
    static TaskSpan ofDelivery(BindingTask task, Delivery delivery, Tracer tracer, Context parent) {
        var consumer = (Consumer) task.binding();
        var span = tracer.spanBuilder("process " + consumer.name())
                .setParent(parent)
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute(Names.MESSAGING_SYSTEM, system(consumer.kind()))
                .setAttribute(Names.MESSAGING_SOURCE, consumer.name())
                .setAttribute(Names.MESSAGING_TYPE, "process")
                .setAttribute(Names.MESSAGING_OPERATION, "process")
                .setAttribute(Names.MESSAGE, delivery.id())
                .setAttribute(Names.TARGET, task.invocation().target())
                .setAttribute(Names.INVOCATION, task.invocation().id());
        var sender = Span.fromContext(Parents.of(task.invocation(), Context.root()));
        if (sender.getSpanContext().isValid()) {
            span.addLink(sender.getSpanContext());
        }
        return new TaskSpan(span.startSpan(), parent);
    }

    private static String system(Source.Kind kind) {
        return kind == Source.Kind.QUEUE ? "aws_sqs" : kind == Source.Kind.TOPIC ? "aws.sns" : kind.toString();
    }

    /** An operation that is invoked, or a frame of a WebSocket. */
    static TaskSpan ofCall(BindingTask task, Tracer tracer, Context parent) {
        var span = tracer.spanBuilder(task.name())
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(Names.TARGET, task.invocation().target())
                .setAttribute(Names.INVOCATION, task.invocation().id());
        return new TaskSpan(span.startSpan(), parent);
    }

    @Override
    public void end(@Nullable Response response) {
        var known = thrown();
        if (known instanceof ConditionFailed) {
            span.setAttribute(Names.ERROR, known.getClass().getName());
        } else if (response == null ? known != null : response.status().code() >= 500) {
            fail("500");
        }
        span.end();
    }
}
