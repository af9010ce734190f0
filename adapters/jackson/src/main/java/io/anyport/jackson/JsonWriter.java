package io.anyport.jackson;

import io.anyport.json.JsonException;
import io.anyport.json.JsonGenerator;
import io.anyport.json.JsonParser;
import io.anyport.mapping.DocumentWriter;
import io.anyport.mapping.Mapper;
import io.anyport.mapping.RecordMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Writes a document; what needs databind goes through it, the rest needs none of Jackson's classes. */
final class JsonWriter implements DocumentWriter {

    /** A number is written without an exponent: what would fill a page with zeros is refused. */
    private static final int MOST_SCALE = 9_999;

    private final JsonGenerator generator;
    private final LateDatabind databind;
    private @Nullable MemberNames names;

    JsonWriter(JsonGenerator generator, LateDatabind databind) {
        this.generator = generator;
        this.databind = databind;
    }

    @Override
    public void beginObject() {
        generator.writeStartObject();
    }

    @Override
    public void name(String name) {
        generator.writeName(name);
    }

    @Override
    public void name(RecordMapper<?> record, int index) {
        names = MemberNames.of(record, names);
        names.write(index, generator);
    }

    @Override
    public void endObject() {
        generator.writeEndObject();
    }

    @Override
    public void beginList() {
        generator.writeStartArray();
    }

    @Override
    public void endList() {
        generator.writeEndArray();
    }

    @Override
    public void string(String value) {
        generator.writeString(value);
    }

    @Override
    public void integer(long value) {
        generator.writeNumber(value);
    }

    @Override
    public void integer(BigInteger value) {
        generator.writeNumber(value.toString());
    }

    @Override
    public void floating(double value) {
        generator.writeNumber(Doubles.text(value));
    }

    @Override
    public void decimal(BigDecimal value) {
        if (Math.abs((long) value.scale()) > MOST_SCALE) {
            throw new IllegalArgumentException("a number must have an exponent of at most " + MOST_SCALE);
        }
        generator.writeNumber(value.toPlainString());
    }

    @Override
    public void bool(boolean value) {
        generator.writeBoolean(value);
    }

    @Override
    public void bytes(byte[] value) {
        generator.writeBinary(value);
    }

    @Override
    public void nothing() {
        generator.writeNull();
    }

    @Override
    public void any(Object value) {
        Class<?> type = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        var mapper = Plain.mapper(type);
        if (mapper == null) {
            generator.writeRaw(checked(databind.write(value)));
        } else if (type == Object.class) {
            DocumentWriter.super.any(value);
        } else {
            write(mapper, value);
        }
    }

    /** Databind counts levels from where it begins. */
    private byte[] checked(byte[] json) {
        int left = JacksonCodec.MOST_LEVELS - generator.levels();
        try {
            var parser = JsonParser.of(json, 0, left, Integer.MAX_VALUE);
            parser.nextToken();
            parser.skipChildren();
            return json;
        } catch (JsonException tooDeep) {
            throw new IllegalArgumentException("JSON must not nest deeper than " + JacksonCodec.MOST_LEVELS, tooDeep);
        }
    }

    @SuppressWarnings("unchecked") // the mapper was asked for by the value's own class
    private <T> void write(Mapper<T> mapper, Object value) {
        mapper.write((T) value, this);
    }
}
