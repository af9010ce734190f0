package io.anyport.mapping;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Maps a value to a string. What is written is the type's {@code toString}, which for dates is ISO-8601. */
abstract non-sealed class TextMapper<T> extends ScalarMapper<T> {

    static final TextMapper<String> STRING = new TextMapper<>("a string") {
        @Override
        String parse(String text) {
            return text;
        }

        @Override
        String format(String value) {
            return value;
        }
    };

    private final String expected;

    TextMapper(String expected) {
        this.expected = expected;
    }

    /** The mapper of a type that is written as a string, or null if it is none. Each is a class loaded on demand. */
    static @Nullable TextMapper<?> forType(Class<?> type) {
        return (TextMapper<?>) find(type);
    }

    /** As an object: else all these classes are loaded with this one, for the verifier to see that they are text mappers. */
    private static @Nullable Object find(Class<?> type) {
        if (type == String.class) {
            return STRING;
        }
        if (type.isEnum()) {
            return new EnumMapper(type);
        }
        if (type == UUID.class) {
            return new UuidMapper();
        }
        if (type == URI.class) {
            return new UriMapper();
        }
        return type.getPackageName().equals("java.time") ? TimeMapper.ofTime(type) : null;
    }

    /**
     * The value of a text.
     *
     * @throws IllegalArgumentException or DateTimeException if it is none
     */
    abstract T parse(String text);

    @Override
    String format(T value) {
        return value.toString();
    }

    @Override
    final @Nullable T parse(String text, Reading reading) {
        try {
            return parse(text);
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException notOne) {
            return refuse(reading);
        }
    }

    @Override
    public final @Nullable T read(DocumentReader in, Reading reading) {
        return in.kind() == DocumentReader.Kind.STRING ? parse(in.string(), reading) : refuse(in, reading);
    }

    @Override
    public final void write(T value, DocumentWriter out) {
        out.string(format(value));
    }

    @Override
    public final String expected() {
        return expected;
    }

    /** The names of the constants, exactly. */
    private static final class EnumMapper extends TextMapper<Enum<?>> {
        private final Enum<?>[] constants;

        EnumMapper(Class<?> type) {
            super("one of " + names((Enum<?>[]) type.getEnumConstants()));
            constants = (Enum<?>[]) type.getEnumConstants();
        }

        private static String names(Enum<?>[] constants) {
            var names = new StringBuilder();
            for (var constant : constants) {
                names.append(names.length() == 0 ? "" : ", ").append(constant.name());
            }
            return names.toString();
        }

        @Override
        Enum<?> parse(String text) {
            for (var constant : constants) {
                if (constant.name().equals(text)) {
                    return constant;
                }
            }
            throw new IllegalArgumentException("no such constant");
        }

        @Override
        String format(Enum<?> value) {
            return value.name();
        }
    }

    /** RFC 9562, section 4: 36 characters, in either case. {@code UUID.fromString} alone would take {@code 1-1-1-1-1}. */
    private static final class UuidMapper extends TextMapper<UUID> {
        UuidMapper() {
            super("a UUID");
        }

        @Override
        UUID parse(String text) {
            var value = UUID.fromString(text);
            if (!value.toString().equalsIgnoreCase(text)) {
                throw new IllegalArgumentException("not in its one form");
            }
            return value;
        }
    }

    private static final class UriMapper extends TextMapper<URI> {
        UriMapper() {
            super("a URI");
        }

        @Override
        URI parse(String text) {
            try {
                return new URI(text);
            } catch (URISyntaxException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    /** The types of java.time that have an ISO-8601 form. */
    private static final class TimeMapper extends TextMapper<Object> {
        private final Class<?> type;

        private TimeMapper(Class<?> type, String expected) {
            super(expected);
            this.type = type;
        }

        static @Nullable TimeMapper ofTime(Class<?> type) {
            String expected = expected(type.getSimpleName());
            return expected == null ? null : new TimeMapper(type, expected);
        }

        private static @Nullable String expected(String type) {
            return switch (type) {
                case "Instant" -> "an instant such as 2026-01-31T12:00:00Z";
                case "LocalDate" -> "a date such as 2026-01-31";
                case "LocalTime" -> "a time such as 12:00:00";
                case "LocalDateTime" -> "a date and time such as 2026-01-31T12:00:00";
                case "OffsetDateTime" -> "a date and time with an offset such as 2026-01-31T12:00:00+01:00";
                case "ZonedDateTime" -> "a date and time with a zone such as 2026-01-31T12:00:00+01:00[Europe/Paris]";
                case "Duration" -> "a duration such as PT30S";
                case "Period" -> "a period such as P1M";
                case "Year" -> "a year such as 2026";
                case "YearMonth" -> "a year and month such as 2026-01";
                case "ZoneId" -> "a time zone such as Europe/Paris";
                default -> null;
            };
        }

        @Override
        Object parse(String text) {
            return switch (type.getSimpleName()) {
                case "Instant" -> Instant.parse(text);
                case "LocalDate" -> LocalDate.parse(text);
                case "LocalTime" -> LocalTime.parse(text);
                case "LocalDateTime" -> LocalDateTime.parse(text);
                case "OffsetDateTime" -> OffsetDateTime.parse(text);
                case "ZonedDateTime" -> ZonedDateTime.parse(text);
                case "Duration" -> Duration.parse(text);
                case "Period" -> Period.parse(text);
                case "Year" -> Year.parse(text);
                case "YearMonth" -> YearMonth.parse(text);
                default -> ZoneId.of(text);
            };
        }
    }
}
