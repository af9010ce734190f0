package io.anyport.lambda;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Points in time as AWS writes them. By hand, since a cold start would pay for the JDK's formatters. What is not of the form is passed over: a
 * delivery is worth more than its time.
 */
final class Times {

    private Times() {}

    /** {@return the time of a text such as {@code 1970-01-01T00:00:00.000Z}} */
    static Optional<Instant> iso(@Nullable String text) {
        try {
            return text != null && isTime(text) ? Optional.of(read(text)) : Optional.empty();
        } catch (DateTimeException | NumberFormatException malformed) {
            return Optional.empty();
        }
    }

    private static boolean isTime(String text) {
        return text.length() >= 20
                && text.length() <= 30
                && text.endsWith("Z")
                && text.charAt(10) == 'T'
                && (text.length() == 20 || text.charAt(19) == '.');
    }

    private static Instant read(String text) {
        int nanos = 0;
        for (int i = 20; i < 29; i++) {
            nanos = nanos * 10 + (i < text.length() - 1 ? number(text, i, i + 1) : 0);
        }
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nanos)
                .toInstant(ZoneOffset.UTC);
    }

    private static int number(String text, int start, int end) {
        return Integer.parseInt(text, start, end, 10);
    }

    /** {@return the time of a text with milliseconds, as SQS writes it} */
    static Optional<Instant> millis(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Instant.ofEpochMilli(Long.parseLong(text)));
        } catch (NumberFormatException malformed) {
            return Optional.empty();
        }
    }
}
