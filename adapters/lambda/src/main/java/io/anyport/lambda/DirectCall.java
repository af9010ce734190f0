package io.anyport.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.anyport.json.JsonException;
import io.anyport.json.JsonParser;
import io.anyport.json.JsonToken;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A direct invocation: which operation, and its input. The client context may name the operation ({@code custom.operation}), and the whole
 * event is the input then. Else the event may: {@code {"operation": "…", "input": …}}; without an input of its own, the whole event is it.
 *
 * @param operation null if none is named
 * @param input as it stands in the event
 */
@SuppressWarnings("ArrayRecordComponent") // handed on and dropped: nobody compares it
record DirectCall(@Nullable String operation, byte[] input) {

    private static final String OPERATION = "operation";
    private static final String INPUT = "input";

    /** What the fields of an event say, with the place of the input in it. */
    private static final class Fields {
        private @Nullable String operation;
        private int start = -1;
        private int end;
        private boolean hasOthers;
    }

    /**
     * The call that an event is.
     *
     * @param event a JSON document
     * @param operations all that there are; an event for the only one is its input, unless it has nothing but its name and an input
     * @param platform what Lambda knows; null in a test that has no platform
     */
    static DirectCall read(byte[] event, List<String> operations, @Nullable Context platform) {
        String named = named(platform);
        if (named != null) {
            return new DirectCall(named, event);
        }
        var fields = fields(event);
        String only = operations.size() == 1 ? operations.get(0) : null;
        boolean isForTheOnlyOne = only != null && (fields.hasOthers || !only.equals(fields.operation));
        if (isForTheOnlyOne || fields.start < 0 || fields.operation == null) {
            return new DirectCall(only == null ? fields.operation : only, event);
        }
        return new DirectCall(fields.operation, Arrays.copyOfRange(event, fields.start, fields.end));
    }

    private static @Nullable String named(@Nullable Context platform) {
        var client = platform == null ? null : platform.getClientContext();
        var custom = client == null ? null : client.getCustom();
        return custom == null ? null : custom.get(OPERATION);
    }

    private static Fields fields(byte[] event) {
        var fields = new Fields();
        try {
            var parser = Json.parser(event);
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                read(parser, fields);
            }
        } catch (JsonException malformed) {
            throw EventReader.malformed(malformed);
        }
        return fields;
    }

    private static void read(JsonParser parser, Fields fields) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
            if (name.equals(OPERATION) && isText) {
                fields.operation = parser.getString();
            } else if (name.equals(INPUT)) {
                fields.start = parser.currentTokenStart();
                parser.skipChildren();
                fields.end = parser.currentTokenEnd();
            } else {
                fields.hasOthers = true;
                parser.skipChildren();
            }
        }
    }
}
