package io.anyport.lambda;

import io.anyport.App;
import io.anyport.json.JsonException;
import io.anyport.json.JsonParser;
import io.anyport.json.JsonToken;
import org.jspecify.annotations.Nullable;

/** Says what an event looks like that is none of those understood. A second pass, which only a refused event costs. */
final class UnknownEvent {

    private static final String UNDERSTOOD = "an HTTP API or Function URL event of payload format 2.0"
            + " (version \"2.0\", rawPath, requestContext.http.method), a REST API event of payload format 1.0"
            + " (resource, path, httpMethod), an Application Load Balancer event"
            + " (requestContext.elb, path, httpMethod)";

    private static final int MOST_NAMES = 30;
    private static final int LONGEST_NAME = 40;

    private final StringBuilder seen = new StringBuilder();

    private UnknownEvent() {}

    /**
     * The refusal of an event.
     *
     * @param bytes the event, which is well-formed
     * @param event what was read of it
     * @param app what it might have been for
     */
    static EventException refuse(byte[] bytes, Envelope event, App app) {
        var unknown = new UnknownEvent();
        try {
            unknown.read(Json.parser(bytes));
        } catch (JsonException malformed) {
            throw EventReader.malformed(malformed);
        }
        String known = recognised(event);
        String what = known == null
                ? "none that is understood" + fault(event.illTyped)
                : known + ", which is recognised but not handled";
        return new EventException("the event is " + what + "; understood: " + UNDERSTOOD + "; bound beside requests: "
                + app.receivers().listed() + "; seen: " + unknown.seen);
    }

    private static String fault(@Nullable String illTyped) {
        return illTyped == null ? "" : ", since its " + illTyped + " is of another kind";
    }

    private static @Nullable String recognised(Envelope event) {
        if (event.unhandled != null) {
            return event.unhandled;
        }
        String service = event.records == null ? null : event.records.foreign();
        if (service != null) {
            return "a list of records of " + printable(service);
        }
        return event.connectionId == null ? null : "a WebSocket API event" + fault(event.illTyped);
    }

    private void read(JsonParser parser) {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            seen.append(kind(parser));
            return;
        }
        int count = 0;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (++count <= MOST_NAMES) {
                seen.append(count == 1 ? "an object of " : ", ").append(printable(name));
                seen.append(" (").append(kind(parser)).append(')');
            }
            parser.skipChildren();
        }
        seen.append(count == 0 ? "an empty object" : count > MOST_NAMES ? ", and more" : "");
    }

    private static String kind(JsonParser parser) {
        var token = parser.currentToken();
        if (token == null) {
            return "nothing";
        }
        return switch (token) {
            case START_OBJECT -> "object";
            case START_ARRAY -> "list";
            case VALUE_STRING -> "text";
            case VALUE_TRUE, VALUE_FALSE -> "boolean";
            case VALUE_NULL -> "null";
            default -> "number";
        };
    }

    /** A name goes into logs: nothing that could end a line, or fill one. */
    private static String printable(String name) {
        var printable = new StringBuilder();
        for (int i = 0; i < name.length() && i < LONGEST_NAME; i++) {
            char c = name.charAt(i);
            printable.append(c > ' ' && c < 0x7f ? c : '?');
        }
        return name.length() > LONGEST_NAME ? printable + "..." : printable.toString();
    }
}
