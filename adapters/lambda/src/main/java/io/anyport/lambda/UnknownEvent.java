package io.anyport.lambda;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/** Says what an event looks like that is none of those understood. A second pass, which only a refused event costs. */
final class UnknownEvent {

    private static final int MOST_NAMES = 30;
    private static final int LONGEST_NAME = 40;

    private UnknownEvent() {}

    /**
     * The refusal of an event.
     *
     * @param event the event, which is well-formed
     * @param illTyped a field that is not of its kind, or null
     */
    static EventException refuse(byte[] event, @Nullable String illTyped) {
        String fault = illTyped == null ? "" : ", since its " + illTyped + " is of another kind";
        return new EventException("the event is none that is understood" + fault + "; understood: " + HttpApi.SHAPE
                + "; seen: " + seen(event));
    }

    private static String seen(byte[] event) {
        try (var parser = Json.FACTORY.createParser(ObjectReadContext.empty(), event)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? fields(parser) : kind(parser);
        } catch (JacksonException malformed) {
            throw Envelope.malformed(malformed);
        }
    }

    private static String fields(JsonParser parser) {
        var fields = new StringBuilder("an object of");
        int count = 0;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (++count <= MOST_NAMES) {
                fields.append(count == 1 ? " " : ", ").append(printable(name));
                fields.append(" (").append(kind(parser)).append(')');
            }
            parser.skipChildren();
        }
        return count == 0 ? "an empty object" : count > MOST_NAMES ? fields + ", and more" : fields.toString();
    }

    private static String kind(JsonParser parser) {
        return switch (parser.currentToken()) {
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
