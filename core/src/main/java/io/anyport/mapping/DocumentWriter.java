package io.anyport.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * A document to push values into: what a codec or a store implements for its own format, and what {@link Mapper}
 * writes. Calls nest properly: each begin has its end, and inside an object each value follows its {@link #name}.
 *
 * <p>Not thread-safe.
 */
public interface DocumentWriter {

    /** Begins an object. */
    void beginObject();

    /**
     * Names the next member of the object.
     *
     * @param name the name
     */
    void name(String name);

    /**
     * Names the next member by a record's component. An implementation overrides it when its format can prepare names.
     *
     * @param record the record
     * @param index of the component
     */
    default void name(RecordMapper<?> record, int index) {
        name(record.component(index).name());
    }

    /** Ends the object. */
    void endObject();

    /** Begins a list. */
    void beginList();

    /** Ends the list. */
    void endList();

    /**
     * Writes text.
     *
     * @param value the text
     */
    void string(String value);

    /**
     * Writes an integer.
     *
     * @param value the integer
     */
    void integer(long value);

    /**
     * Writes a floating-point number.
     *
     * @param value the number
     * @throws IllegalArgumentException if it is not finite
     */
    void floating(double value);

    /**
     * Writes a number exactly.
     *
     * @param value the number
     */
    void decimal(BigDecimal value);

    /**
     * Writes an integer of any size exactly.
     *
     * @param value the integer
     */
    default void integer(BigInteger value) {
        decimal(new BigDecimal(value));
    }

    /**
     * Writes true or false.
     *
     * @param value which
     */
    void bool(boolean value);

    /**
     * Writes binary data, or base64 text (RFC 4648, section 4) in formats without it.
     *
     * @param value the bytes
     */
    void bytes(byte[] value);

    /** Writes null. */
    void nothing();

    /**
     * Writes a value whose type is not declared, such as an element of a {@code List<Object>}, by its own class. An
     * implementation overrides it when it can write classes that a mapper cannot.
     *
     * @param value neither null nor a text, collection, map or {@code Optional}
     * @throws IllegalArgumentException if its class is not understood
     */
    default void any(Object value) {
        AnyMapper.writeTyped(value, this);
    }
}
