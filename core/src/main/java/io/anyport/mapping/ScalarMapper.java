package io.anyport.mapping;

import org.jspecify.annotations.Nullable;

/** Maps a value that is one text, number, truth value or piece of binary data. */
abstract sealed class ScalarMapper<T> extends Mapper<T>
        permits TextMapper, NumberMapper, ScalarMapper.BooleanMapper, ScalarMapper.BytesMapper {

    /** The mapper of a scalar type, or null if it is none. */
    static @Nullable ScalarMapper<?> forType(Class<?> type) {
        return (ScalarMapper<?>) find(type);
    }

    /**
     * As an object: else all these classes are loaded with this one, for the verifier to see that they are scalar mappers. For the
     * same reason strings, which no application is without, do not wake the numbers.
     */
    private static @Nullable Object find(Class<?> type) {
        if (type == String.class) {
            return TextMapper.STRING;
        }
        if (type == boolean.class || type == Boolean.class) {
            return new BooleanMapper();
        }
        if (type == byte[].class) {
            return new BytesMapper();
        }
        Object number = NumberMapper.forType(type);
        return number == null ? TextMapper.forType(type) : number;
    }

    /** Reads the value from text, as it stands in a path, a query or a map's key. */
    abstract @Nullable T parse(String text, Reading reading);

    /** The text that {@link #parse} reads. */
    abstract String format(T value);

    /** Whether the value has a text form. */
    boolean isTextual() {
        return true;
    }

    /** Notes what was expected instead of a text. */
    final @Nullable T refuse(Reading reading) {
        reading.expected(expected());
        return null;
    }

    /** True and false, in lower case only. */
    static final class BooleanMapper extends ScalarMapper<Boolean> {
        @Override
        @SuppressWarnings("NullAway") // a Boolean that may be absent: null is what a refused value is
        public @Nullable Boolean read(DocumentReader in, Reading reading) {
            return in.kind() == DocumentReader.Kind.BOOLEAN ? (Boolean) in.bool() : refuse(in, reading);
        }

        @Override
        public void write(Boolean value, DocumentWriter out) {
            out.bool(value);
        }

        @Override
        @Nullable
        Boolean parse(String text, Reading reading) {
            return switch (text) {
                case "true" -> Boolean.TRUE;
                case "false" -> Boolean.FALSE;
                default -> refuse(reading);
            };
        }

        @Override
        String format(Boolean value) {
            return value.toString();
        }

        @Override
        public String expected() {
            return "true or false";
        }
    }

    /** Binary data: as such where the format has it, else base64 (RFC 4648, section 4, with padding). */
    static final class BytesMapper extends ScalarMapper<byte[]> {
        @Override
        public byte @Nullable [] read(DocumentReader in, Reading reading) {
            return switch (in.kind()) {
                case BYTES -> in.bytes();
                case STRING -> parse(in.string(), reading);
                default -> refuse(in, reading);
            };
        }

        @Override
        public void write(byte[] value, DocumentWriter out) {
            out.bytes(value);
        }

        @Override
        byte @Nullable [] parse(String text, Reading reading) {
            try {
                return java.util.Base64.getDecoder().decode(text);
            } catch (IllegalArgumentException notBase64) {
                return refuse(reading);
            }
        }

        @Override
        String format(byte[] value) {
            return java.util.Base64.getEncoder().encodeToString(value);
        }

        @Override
        boolean isTextual() {
            return false;
        }

        @Override
        public String expected() {
            return "a string in base64";
        }
    }
}
