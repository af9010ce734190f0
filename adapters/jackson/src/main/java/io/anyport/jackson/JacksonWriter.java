package io.anyport.jackson;

import io.anyport.mapping.DocumentWriter;
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
}
