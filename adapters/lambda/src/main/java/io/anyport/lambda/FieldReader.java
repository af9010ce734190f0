package io.anyport.lambda;

import io.anyport.json.JsonParser;
import io.anyport.json.JsonToken;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads fields of known kinds, each at the parser's current token, and remembers the last one that is of another kind. What that means
 * is only known when it is known what the event is. Null stands for nothing everywhere.
 */
final class FieldReader {

    /** The longest name and ARN that AWS gives to anything. */
    private static final int LONGEST_NAME = 2048;

    final JsonParser parser;

    @Nullable
    String fault;

    FieldReader(JsonParser parser) {
        this.parser = parser;
    }

    /** Remembers that a field is of another kind, and passes over it. */
    void refuse(String field) {
        fault = field;
        parser.skipChildren();
    }

    private void refuseUnlessNull(String field) {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            refuse(field);
        }
    }

    /** {@return whether there is an object, which is then to be walked through} */
    boolean isObject(String field) {
        boolean isObject = parser.currentToken() == JsonToken.START_OBJECT;
        if (!isObject) {
            refuseUnlessNull(field);
        }
        return isObject;
    }

    boolean isList(String field) {
        boolean isList = parser.currentToken() == JsonToken.START_ARRAY;
        if (!isList) {
            refuseUnlessNull(field);
        }
        return isList;
    }

    /** {@return a text that bytes can carry} */
    @Nullable
    String text(String field) {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            refuseUnlessNull(field);
            return null;
        }
        String text = parser.getString();
        if (Texts.hasLoneSurrogate(text)) {
            fault = field;
        }
        return text;
    }

    /** {@return a text that may stand in a log: visible ASCII and spaces, of a length that a name or an ARN can have} */
    @Nullable
    String name(String field) {
        String text = text(field);
        if (text == null) {
            return null;
        }
        boolean isFit = !text.isEmpty() && text.length() <= LONGEST_NAME;
        for (int i = 0; i < text.length() && isFit; i++) {
            isFit = text.charAt(i) >= ' ' && text.charAt(i) < 0x7f;
        }
        if (!isFit) {
            fault = field;
        }
        return isFit ? text : null;
    }

    byte @Nullable [] base64(String field) {
        String text = text(field);
        try {
            return text == null ? null : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException malformed) {
            fault = field;
            return null;
        }
    }

    /** {@return a point in time that is given in seconds, to the millisecond} */
    Optional<Instant> seconds(String field) {
        var token = parser.currentToken();
        if (token != JsonToken.VALUE_NUMBER_INT && token != JsonToken.VALUE_NUMBER_FLOAT) {
            refuseUnlessNull(field);
            return Optional.empty();
        }
        return Optional.of(Instant.ofEpochMilli(Math.round(parser.getDoubleValue() * 1000)));
    }

    /** {@return an object of texts} */
    Map<String, String> texts(String field) {
        var texts = new HashMap<String, String>();
        if (isObject(field)) {
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                String text = text(field + ".*");
                if (text != null) {
                    texts.put(name, text);
                }
            }
        }
        return texts;
    }

    /** {@return a list of names} */
    List<String> names(String field) {
        var names = new ArrayList<String>();
        if (isList(field)) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                String name = name(field + "[]");
                if (name != null) {
                    names.add(name);
                }
            }
        }
        return names;
    }
}
