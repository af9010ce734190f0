package io.anyport.mapping;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A document to pull values from: what a codec or a store implements for its own format, and what {@link Mapper}
 * reads. It stands at a value; each value is consumed exactly once, by the accessor of its kind, by walking through it,
 * or by {@link #skip}.
 *
 * <p>Not thread-safe. A malformed document makes any method throw an unchecked exception of the implementation's own,
 * which its {@link io.anyport.codec.Codec} turns into a fault.
 */
public interface DocumentReader {

    /** What {@link #nextMember} answers behind the last member. */
    int END = -1;

    /** What {@link #nextMember} answers for a member that the record does not have. */
    int UNKNOWN = -2;

    /** The kinds of values that documents are made of. */
    enum Kind {
        /** Members with names, in order. */
        OBJECT,
        /** Elements in order. */
        LIST,
        /** Text. */
        STRING,
        /** A number written without fraction or exponent that fits a long. */
        INTEGER,
        /** Any other number. */
        DECIMAL,
        /** True or false. */
        BOOLEAN,
        /** Binary data, in formats that have it; others carry it as a string in base64. */
        BYTES,
        /** Nothing, said explicitly. */
        NULL
    }

    /**
     * {@return the kind of the current value}
     */
    Kind kind();

    /** Steps into the current {@link Kind#OBJECT}. */
    void beginObject();

    /**
     * Goes on to the next member's value, or steps out of the object.
     *
     * @return the member's name, or null behind the last one
     */
    @Nullable
    String nextName();

    /**
     * Like {@link #nextName}, for a record's components. An implementation overrides it when its format can match names more
     * quickly than by a string.
     *
     * @param record the record
     * @return the index of the component, {@link #UNKNOWN} or {@link #END}
     */
    default int nextMember(RecordMapper<?> record) {
        String name = nextName();
        return name == null ? END : record.index(name);
    }

    /**
     * {@return the name of the member whose value is current}
     */
    String name();

    /** Steps into the current {@link Kind#LIST}. */
    void beginList();

    /**
     * Goes on to the next element, or steps out of the list.
     *
     * @return false behind the last one
     */
    boolean nextElement();

    /**
     * {@return the current {@link Kind#STRING}}
     */
    String string();

    /**
     * {@return the current {@link Kind#BOOLEAN}}
     */
    boolean bool();

    /**
     * {@return the current {@link Kind#INTEGER}}
     */
    long integer();

    /**
     * {@return the current {@link Kind#INTEGER} or {@link Kind#DECIMAL}, rounded to the nearest double}
     */
    double floating();

    /**
     * {@return the current {@link Kind#INTEGER} or {@link Kind#DECIMAL}, exactly}
     */
    BigDecimal decimal();

    /**
     * {@return the current {@link Kind#BYTES}; a fresh array}
     */
    byte[] bytes();

    /** Consumes the current value, whatever it is and however deep. */
    void skip();
}
