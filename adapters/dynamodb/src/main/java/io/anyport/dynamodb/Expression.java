package io.anyport.dynamodb;

import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The names and values that the expressions of one request use. Not thread-safe. */
final class Expression {

    private static final String EXPIRY_ALIAS = "#x";
    private static final int MOST_BYTES = 4096;

    private final Layout<?> layout;
    private final Map<String, String> names = new HashMap<>();
    private final Map<String, AttributeValue> values = new HashMap<>();

    Expression(Layout<?> layout) {
        this.layout = layout;
    }

    /** {@return what stands for a component; its own name may be a reserved word} */
    String name(int component) {
        String alias = layout.alias(component);
        names.put(alias, layout.spec().mapper().component(component).name());
        return alias;
    }

    /** {@return what stands for the second of the expiry} */
    String expiry() {
        names.put(EXPIRY_ALIAS, Layout.EXPIRY);
        return EXPIRY_ALIAS;
    }

    String value(AttributeValue value) {
        String alias = ":v" + values.size();
        values.put(alias, value);
        return alias;
    }

    /**
     * An expression that is short enough.
     *
     * @throws IllegalArgumentException if it is not
     */
    String checked(String what, StringBuilder text) {
        if (text.length() > MOST_BYTES) {
            throw new IllegalArgumentException("table " + layout.spec().name() + ": " + what + " has at most "
                    + MOST_BYTES + " bytes on DynamoDB, this one has " + text.length());
        }
        return text.toString();
    }

    Map<String, String> names() {
        return names;
    }

    Map<String, AttributeValue> values() {
        return values;
    }
}
