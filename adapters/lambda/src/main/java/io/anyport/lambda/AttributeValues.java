package io.anyport.lambda;

import io.anyport.json.JsonToken;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Items of DynamoDB as JSON with the types of their values, as neutral documents (Amazon DynamoDB Developer Guide, "Data type
 * descriptors"). Sets become lists.
 */
final class AttributeValues {

    /** DynamoDB nests 32 levels deep. */
    private static final int MOST_LEVELS = 64;

    /** DynamoDB keeps 38 digits, and exponents below 130. */
    private static final int LONGEST_NUMBER = 200;

    private final FieldReader fields;
    private final String field;
    private int depth;

    private AttributeValues(FieldReader fields, String field) {
        this.fields = fields;
        this.field = field;
    }

    /** {@return the item at the current token; null if there is none} */
    static @Nullable Map<String, @Nullable Object> item(FieldReader fields, String field) {
        return fields.isObject(field) ? new AttributeValues(fields, field).members() : null;
    }

    private Map<String, @Nullable Object> members() {
        var members = new LinkedHashMap<String, @Nullable Object>();
        for (String name = fields.parser.nextName(); name != null; name = fields.parser.nextName()) {
            fields.parser.nextToken();
            members.put(name, value());
        }
        return Collections.unmodifiableMap(members);
    }

    /** A value is an object with one member, which is named by its type. Some writers have the other types as well, as null. */
    private @Nullable Object value() {
        if (fields.parser.currentToken() != JsonToken.START_OBJECT || depth == MOST_LEVELS) {
            return refused();
        }
        depth++;
        Object value = null;
        int count = 0;
        for (String type = fields.parser.nextName(); type != null; type = fields.parser.nextName()) {
            if (fields.parser.nextToken() != JsonToken.VALUE_NULL) {
                value = value(type);
                count++;
            }
        }
        depth--;
        if (count != 1) {
            fields.fault = field;
        }
        return value;
    }

    private @Nullable Object value(String type) {
        return switch (type) {
            case "S" -> present(fields.text(field));
            case "N" -> number();
            case "B" -> present(fields.base64(field));
            case "BOOL" -> bool();
            case "NULL" -> nothing();
            case "M" -> fields.isObject(field) ? members() : present(null);
            case "L" -> fields.isList(field) ? elements("") : present(null);
            case "SS", "NS", "BS" -> fields.isList(field) ? elements(type.substring(0, 1)) : present(null);
            default -> refused();
        };
    }

    private @Nullable Object nothing() {
        fields.parser.skipChildren();
        return null;
    }

    private @Nullable Object refused() {
        fields.refuse(field);
        return null;
    }

    /** @param type of the elements of a set; empty for a list, whose elements say it themselves */
    private List<@Nullable Object> elements(String type) {
        var elements = new ArrayList<@Nullable Object>();
        while (fields.parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(type.isEmpty() ? value() : value(type));
        }
        return Collections.unmodifiableList(elements);
    }

    /** Null has a type of its own: anywhere else it is a fault. */
    private @Nullable Object present(@Nullable Object value) {
        if (value == null) {
            fields.fault = field;
        }
        return value;
    }

    private @Nullable Object bool() {
        boolean isTrue = fields.parser.currentToken() == JsonToken.VALUE_TRUE;
        boolean isBoolean = isTrue || fields.parser.currentToken() == JsonToken.VALUE_FALSE;
        return isBoolean ? (Object) isTrue : refused();
    }

    /** Numbers are texts, so that no reader rounds them. */
    private @Nullable Object number() {
        String text = fields.text(field);
        try {
            if (text != null && text.length() <= LONGEST_NUMBER) {
                return number(new BigDecimal(text), text);
            }
        } catch (NumberFormatException malformed) {
            // told below
        }
        return present(null);
    }

    /** As everywhere in documents: an integer is a long if it is written as one and fits. */
    private @Nullable Object number(BigDecimal number, String text) {
        boolean isReasonable = Math.abs((long) number.scale()) <= LONGEST_NUMBER;
        boolean isLong = number.scale() == 0
                && number.unscaledValue().bitLength() < Long.SIZE
                && text.indexOf('e') < 0
                && text.indexOf('E') < 0;
        return !isReasonable ? present(null) : isLong ? (Object) number.longValue() : number;
    }
}
