package io.anyport.dynamodb;

import io.anyport.store.engine.Members;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** The names and values that the expressions of one request use. Not thread-safe. */
final class Expression {

    /** Of the text of an expression, so that most need not grow. */
    static final int USUAL_LENGTH = 64;

    private static final String EXPIRY_ALIAS = "#x";
    private static final int MOST_BYTES = 4096;
    private static final int MOST_EXPECTED = 4; // of most requests
    private static final String[] ALIASES = {":v0", ":v1", ":v2", ":v3", ":v4", ":v5", ":v6", ":v7"};
    private static final AttributeValue ZERO = Attributes.number(0);

    private final Layout<?> layout;
    private @Nullable Members<String> names;
    private @Nullable Members<AttributeValue> values;
    private @Nullable String zero;

    Expression(Layout<?> layout) {
        this.layout = layout;
    }

    /** {@return what stands for a component; its own name may be a reserved word} */
    String name(int component) {
        String alias = layout.alias(component);
        name(alias, layout.spec().mapper().component(component).name());
        return alias;
    }

    /** {@return what stands for the second of the expiry} */
    String expiry() {
        name(EXPIRY_ALIAS, Layout.EXPIRY);
        return EXPIRY_ALIAS;
    }

    private void name(String alias, String name) {
        if (names == null) {
            names = new Members<>(MOST_EXPECTED);
        }
        names.put(alias, name);
    }

    /** {@return what stands for a value} */
    String value(AttributeValue value) {
        if (values == null) {
            values = new Members<>(MOST_EXPECTED);
        }
        int number = values.size();
        String alias = number < ALIASES.length ? ALIASES[number] : ":v" + number;
        values.add(alias, value);
        return alias;
    }

    /** {@return what stands for the number 0} */
    String zero() {
        if (zero == null) {
            zero = value(ZERO);
        }
        return zero;
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

    /** {@return the names; null if there are none} */
    @Nullable
    Map<String, String> names() {
        return names;
    }

    /** {@return the values; null if there are none} */
    @Nullable
    Map<String, AttributeValue> values() {
        return values;
    }
}
