package io.anyport.json;

/** What JSON is made of. */
public enum JsonToken {
    /** An opening brace. */
    START_OBJECT,
    /** A closing brace. */
    END_OBJECT,
    /** An opening bracket. */
    START_ARRAY,
    /** A closing bracket. */
    END_ARRAY,
    /** The name of a member, with its colon. */
    PROPERTY_NAME,
    /** A text. */
    VALUE_STRING,
    /** A number without fraction or exponent. */
    VALUE_NUMBER_INT,
    /** Any other number. */
    VALUE_NUMBER_FLOAT,
    /** True. */
    VALUE_TRUE,
    /** False. */
    VALUE_FALSE,
    /** Null. */
    VALUE_NULL;

    /** {@return whether an object or a list begins} */
    public boolean isStructStart() {
        return this == START_OBJECT || this == START_ARRAY;
    }

    /** {@return whether it is a whole value: neither an object nor a list} */
    public boolean isScalarValue() {
        return compareTo(VALUE_STRING) >= 0;
    }
}
