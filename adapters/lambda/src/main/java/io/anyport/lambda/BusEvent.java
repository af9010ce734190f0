package io.anyport.lambda;

import io.anyport.Invocation;
import io.anyport.event.Batch;
import io.anyport.event.BusDelivery;
import io.anyport.event.ScheduleDelivery;
import io.anyport.event.Source;
import io.anyport.json.JsonParser;
import io.anyport.json.JsonToken;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events of EventBridge (Amazon EventBridge User Guide, "Events in Amazon EventBridge"), and of its schedules and the Scheduler, which
 * have the same form. Read in the pass that recognises the event, field by field.
 */
final class BusEvent {

    private final FieldReader fields;
    private @Nullable String id;
    private @Nullable String source;
    private @Nullable String detailType;
    private @Nullable String time;
    private List<String> resources = List.of();
    private @Nullable String detailText;
    private int detailStart = -1;
    private int detailEnd;

    BusEvent(JsonParser parser) {
        fields = new FieldReader(parser);
    }

    /** Reads one of the fields, at the current token. */
    void read(String name) {
        switch (name) {
            case "id" -> id = fields.name(name);
            case "source" -> source = fields.text(name);
            case "detail-type" -> detailType = fields.text(name);
            case "time" -> time = fields.text(name);
            case "resources" -> resources = fields.names(name);
            default -> readDetail();
        }
    }

    /** Where it stands in the event: its reader is the application's codec. The Scheduler has a text for it. */
    private void readDetail() {
        var parser = fields.parser;
        detailStart = -1;
        detailText = null;
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            detailStart = parser.currentTokenStart();
            parser.skipChildren();
            detailEnd = parser.currentTokenEnd();
        } else {
            detailText = fields.text("detail");
        }
    }

    boolean isRecognised() {
        return source != null && detailType != null;
    }

    private boolean isScheduled() {
        return "Scheduled Event".equals(detailType) && ("aws.events".equals(source) || "aws.scheduler".equals(source));
    }

    /** {@return what an invocation by it has as its target} */
    String target() {
        return isScheduled() ? "lambda:schedule" : "lambda:eventbridge";
    }

    /**
     * The batch that the event is, all alone.
     *
     * @throws EventException if it is not complete
     */
    Batch batch(byte[] event, Invocation invocation) {
        if (fields.fault != null) {
            throw refuse(fields.fault);
        }
        // What is written by hand, for a test of a console, often has none; the invocation's is the same when it is
        // tried again.
        String named = id == null || id.isEmpty() ? invocation.id() : id;
        var delivery = isScheduled()
                ? new ScheduleDelivery(named, Times.iso(time), detail(event))
                : new BusDelivery(
                        named,
                        required(source, "source"),
                        required(detailType, "detail-type"),
                        detail(event),
                        Times.iso(time),
                        resources);
        return new Batch(source(), List.of(delivery), invocation);
    }

    private Source source() {
        if (!isScheduled()) {
            return Source.of(Source.Kind.BUS, required(source, "source"));
        }
        String arn = resources.isEmpty() ? null : resources.get(0);
        String name = Arn.last(arn);
        String known = required(name == null ? arn : name, "resources");
        return new Source(Source.Kind.SCHEDULE, known, Optional.ofNullable(arn));
    }

    private String detail(byte[] event) {
        return detailStart < 0
                ? required(detailText, "detail")
                : new String(event, detailStart, detailEnd - detailStart, StandardCharsets.UTF_8);
    }

    private String required(@Nullable String text, String field) {
        if (text == null || text.isEmpty()) {
            throw refuse(field);
        }
        return text;
    }

    private EventException refuse(String field) {
        return new EventException("the event is " + (isScheduled() ? "a scheduled event" : "an EventBridge event")
                + ", but its " + field + " is missing or not what it should be");
    }
}
