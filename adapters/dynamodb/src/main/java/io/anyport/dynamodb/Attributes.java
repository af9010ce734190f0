package io.anyport.dynamodb;

import io.anyport.store.engine.Members;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Documents as the attributes of an item. */
final class Attributes {

    /** The version and the expiry, which are not in a document. */
    private static final int BESIDE = 2;

    private static final AttributeValue NULL = AttributeValue.fromNul(true);
    private static final AttributeValue TRUE = AttributeValue.fromBool(true);
    private static final AttributeValue FALSE = AttributeValue.fromBool(false);

    private Attributes() {}

    /**
     * The attributes of a document. What is null is left out: an index then has the items that have a value, and a
     * condition sees a missing component as missing.
     */
    static Members<AttributeValue> of(Map<String, @Nullable Object> document) {
        var attributes = new Members<AttributeValue>(document.size() + BESIDE);
        document.forEach((name, value) -> {
            if (value != null) {
                attributes.add(name, value(value));
            }
        });
        return attributes;
    }

    /** The attribute of any value of a document. */
    static AttributeValue value(@Nullable Object value) {
        if (value instanceof String text) {
            return AttributeValue.fromS(text);
        } else if (value instanceof Long || value instanceof BigDecimal) {
            return AttributeValue.fromN(value.toString());
        } else if (value instanceof Boolean truth) {
            return truth ? TRUE : FALSE;
        } else if (value instanceof byte[] bytes) {
            return bytes(bytes);
        } else if (value instanceof Map<?, ?> members) {
            return AttributeValue.fromM(object(members));
        } else if (value instanceof List<?> elements) {
            return AttributeValue.fromL(list(elements));
        } else if (value == null) {
            return NULL;
        }
        throw new IllegalArgumentException(
                "a document has no " + value.getClass().getTypeName());
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    /** Bytes that nobody changes any more, as those of documents and keys are. */
    static AttributeValue bytes(byte[] value) {
        return AttributeValue.fromB(SdkBytes.fromByteArrayUnsafe(value));
    }

    private static Map<String, AttributeValue> object(Map<?, ?> members) {
        var attributes = new LinkedHashMap<String, AttributeValue>(members.size() * 2);
        for (var member : members.entrySet()) {
            attributes.put((String) member.getKey(), value(member.getValue()));
        }
        return attributes;
    }

    private static List<AttributeValue> list(List<?> elements) {
        var attributes = new ArrayList<AttributeValue>(elements.size());
        for (Object element : elements) {
            attributes.add(value(element));
        }
        return attributes;
    }
}
