package io.anyport.jackson;

import io.anyport.json.JsonParser;
import io.anyport.json.JsonToken;
import io.anyport.mapping.DocumentReader;
import io.anyport.mapping.Reading;
import io.anyport.mapping.RecordMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads a document of what needs no databind, and so none of Jackson's classes. */
final class JsonReader implements DocumentReader {

    private final JsonParser parser;
    private final Reading reading;
    private @Nullable MemberNames names;
    private int expected; // which component's name is likely to be next

    /** @param parser at the first token of a value */
    JsonReader(JsonParser parser, Reading reading) {
        this.parser = parser;
        this.reading = reading;
    }

    @Override
    public Kind kind() {
        var token = parser.currentToken();
        if (token == JsonToken.VALUE_STRING) {
            return Kind.STRING;
        } else if (token == JsonToken.VALUE_NUMBER_INT) {
            return parser.isLong() ? Kind.INTEGER : Kind.DECIMAL;
        } else if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            return Kind.DECIMAL;
        } else if (token == JsonToken.VALUE_TRUE || token == JsonToken.VALUE_FALSE) {
            return Kind.BOOLEAN;
        } else if (token == JsonToken.START_OBJECT) {
            return Kind.OBJECT;
        } else if (token == JsonToken.START_ARRAY) {
            return Kind.LIST;
        } else if (token == JsonToken.VALUE_NULL) {
            return Kind.NULL;
        }
        throw new IllegalStateException("not at a value");
    }

    @Override
    public void beginObject() {}

    @Override
    public @Nullable String nextName() {
        String name = parser.nextName();
        if (name != null) {
            parser.nextToken();
        }
        return name;
    }

    @Override
    public int nextMember(RecordMapper<?> record) {
        var known = MemberNames.of(record, names);
        if (known != names) {
            names = known;
            expected = 0;
        }
        if (parser.nextToken() == JsonToken.END_OBJECT) {
            return END;
        }
        int index = known.find(parser, expected);
        expected = index + 1; // as a writer would have them: in the order of the components
        parser.nextToken();
        return index < 0 ? UNKNOWN : index;
    }

    @Override
    public String name() {
        return Objects.requireNonNull(parser.currentName(), "not at a member");
    }

    @Override
    public void beginList() {}

    @Override
    public boolean nextElement() {
        return parser.nextToken() != JsonToken.END_ARRAY;
    }

    @Override
    public String string() {
        return parser.getString();
    }

    @Override
    public boolean bool() {
        return parser.currentToken() == JsonToken.VALUE_TRUE;
    }

    @Override
    public long integer() {
        return parser.getLongValue();
    }

    @Override
    public double floating() {
        return parser.getDoubleValue();
    }

    @Override
    public BigDecimal decimal() {
        try {
            return parser.getDecimalValue();
        } catch (NumberFormatException exponent) {
            // Beyond what any mapper takes. No constant: on JDK 25 its class draws in ForkJoinPool, a tenth of a start.
            return new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE);
        }
    }

    @Override
    public byte[] bytes() {
        throw new IllegalStateException("JSON has no binary data");
    }

    @Override
    public void skip() {
        var token = parser.currentToken();
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            skipStructure();
        }
    }

    /** Not {@code skipChildren}, which does not look at names: they must be unique here as well. */
    private void skipStructure() {
        var open = new ArrayDeque<Set<String>>();
        do {
            var token = parser.currentToken();
            if (token == JsonToken.START_OBJECT) {
                open.push(new HashSet<>());
            } else if (token == JsonToken.START_ARRAY) {
                open.push(Set.of());
            } else if (token == JsonToken.END_OBJECT || token == JsonToken.END_ARRAY) {
                open.pop();
            } else if (token == JsonToken.PROPERTY_NAME && !open.element().add(parser.getString())) {
                reading.expectedAt(parser::pointer, "only once");
            }
        } while (!open.isEmpty() && parser.nextToken() != null);
    }
}
