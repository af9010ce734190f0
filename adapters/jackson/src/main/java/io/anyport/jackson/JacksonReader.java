package io.anyport.jackson;

import io.anyport.mapping.DocumentReader;
import io.anyport.mapping.Reading;
import io.anyport.mapping.RecordMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonParser.NumberType;
import tools.jackson.core.JsonToken;
import tools.jackson.core.JsonTokenId;
import tools.jackson.core.sym.PropertyNameMatcher;

/** Reads a JSON document token by token. */
final class JacksonReader implements DocumentReader {

    private static final BigDecimal BEYOND = new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE);

    private final JsonParser parser;
    private final Reading reading;
    private @Nullable JacksonNames names;

    /** @param parser at the first token of a value */
    JacksonReader(JsonParser parser, Reading reading) {
        this.parser = parser;
        this.reading = reading;
    }

    @Override
    public Kind kind() {
        return switch (parser.currentTokenId()) {
            case JsonTokenId.ID_START_OBJECT -> Kind.OBJECT;
            case JsonTokenId.ID_START_ARRAY -> Kind.LIST;
            case JsonTokenId.ID_STRING -> Kind.STRING;
            case JsonTokenId.ID_NUMBER_INT -> fitsLong() ? Kind.INTEGER : Kind.DECIMAL;
            case JsonTokenId.ID_NUMBER_FLOAT -> Kind.DECIMAL;
            case JsonTokenId.ID_TRUE, JsonTokenId.ID_FALSE -> Kind.BOOLEAN;
            case JsonTokenId.ID_NULL -> Kind.NULL;
            default -> throw new IllegalStateException("not at a value");
        };
    }

    private boolean fitsLong() {
        return parser.getNumberType() != NumberType.BIG_INTEGER;
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
        names = JacksonNames.of(record, names);
        int match = parser.nextNameMatch(names.matcher());
        if (match == PropertyNameMatcher.MATCH_END_OBJECT) {
            return END;
        }
        parser.nextToken();
        return match < 0 ? UNKNOWN : match;
    }

    @Override
    public String name() {
        return parser.currentName();
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
        return parser.getBooleanValue();
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
        } catch (JacksonException | NumberFormatException exponent) {
            // The parser has seen that it is a number: its exponent does not fit an int. No mapper takes this one
            // either.
            return BEYOND;
        }
    }

    @Override
    public byte[] bytes() {
        throw new IllegalStateException("JSON has no binary data");
    }

    @Override
    public void skip() {
        if (parser.currentToken().isStructStart()) {
            skipStructure();
        }
    }

    /** Not {@code skipChildren}, which does not look at names: they must be unique here as well. */
    private void skipStructure() {
        var open = new ArrayDeque<Set<String>>();
        do {
            switch (parser.currentTokenId()) {
                case JsonTokenId.ID_START_OBJECT -> open.push(new HashSet<>());
                case JsonTokenId.ID_START_ARRAY -> open.push(Set.of());
                case JsonTokenId.ID_PROPERTY_NAME -> addName(open.element());
                case JsonTokenId.ID_END_OBJECT, JsonTokenId.ID_END_ARRAY -> open.pop();
                default -> {}
            }
        } while (!open.isEmpty() && parser.nextToken() != null);
    }

    private void addName(Set<String> names) {
        if (!names.add(parser.currentName())) {
            reading.expectedAt(parser.streamReadContext().pathAsPointer().toString(), "only once");
        }
    }
}
