package io.anyport.jackson;

import io.anyport.mapping.DocumentWriter;
import io.anyport.mapping.Mapper;
import io.anyport.mapping.RecordMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes a JSON document token by token. */
final class JacksonWriter implements DocumentWriter {

    private final JsonGenerator generator;
    private @Nullable JacksonNames names;

    JacksonWriter(JsonGenerator generator) {
        this.generator = generator;
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
        names = JacksonNames.of(record, names);
        generator.writeName(names.name(index));
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
        generator.writeNumber(value);
    }

    @Override
    public void floating(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a number must be finite to be written");
        }
        generator.writeNumber(value);
    }

    @Override
    public void decimal(BigDecimal value) {
        generator.writeNumber(value);
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
            generator.writePOJO(value);
        } else if (type == Object.class) {
            DocumentWriter.super.any(value);
        } else {
            write(mapper, value);
        }
    }

    @SuppressWarnings("unchecked") // the mapper was asked for by the value's own class
    private <T> void write(Mapper<T> mapper, Object value) {
        mapper.write((T) value, this);
    }
}
