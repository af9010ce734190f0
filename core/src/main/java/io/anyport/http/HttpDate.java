package io.anyport.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Times as they stand in fields (RFC 9110, section 5.6.7): to the second, in GMT. */
public final class HttpDate {

    private static final List<String> DAYS = List.of("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun");
    private static final List<String> LONG_DAYS =
            List.of("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private static final String TIME = "(?<hour>\\d\\d):(?<minute>\\d\\d):(?<second>\\d\\d)";
    private static final Pattern FIXED = Pattern.compile(
            "(?<name>[A-Z][a-z]{2}), (?<day>\\d\\d) (?<month>[A-Z][a-z]{2}) (?<year>\\d{4}) " + TIME + " GMT");
    private static final Pattern RFC_850 = Pattern.compile(
            "(?<name>[A-Z][a-z]{5,8}), (?<day>\\d\\d)-(?<month>[A-Z][a-z]{2})-(?<year>\\d\\d) " + TIME + " GMT");
    private static final Pattern ASCTIME = Pattern.compile(
            "(?<name>[A-Z][a-z]{2}) (?<month>[A-Z][a-z]{2}) (?<day>\\d\\d| \\d) " + TIME + " (?<year>\\d{4})");

    private static final int LONGEST = 33; // Wednesday, 09-Nov-94 08:49:37 GMT

    private HttpDate() {}

    /**
     * A time as an IMF-fixdate, such as {@code Sun, 06 Nov 1994 08:49:37 GMT}; what is below a second is dropped.
     *
     * @param time from the year 0 to 9999
     * @return the text
     * @throws IllegalArgumentException if the year has not four digits
     */
    public static String text(Instant time) {
        var utc = time.atOffset(ZoneOffset.UTC);
        if (utc.getYear() < 0 || utc.getYear() > 9999) {
            throw new IllegalArgumentException("time must be in the years 0 to 9999, is in " + utc.getYear());
        }
        var text = new StringBuilder(29)
                .append(DAYS.get(utc.getDayOfWeek().getValue() - 1))
                .append(", ");
        two(text, utc.getDayOfMonth())
                .append(' ')
                .append(MONTHS.get(utc.getMonthValue() - 1))
                .append(' ');
        two(two(text, utc.getYear() / 100), utc.getYear() % 100).append(' ');
        two(text, utc.getHour()).append(':');
        two(text, utc.getMinute()).append(':');
        return two(text, utc.getSecond()).append(" GMT").toString();
    }

    private static StringBuilder two(StringBuilder text, int number) {
        return text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
    }

    /**
     * The time that a text is: an IMF-fixdate, or one of the two obsolete forms, to the letter. A leap second is the second before it.
     *
     * @param text the field's value
     * @return empty if the text is of no form, or of a day that there is not or that has another name
     */
    public static Optional<Instant> parse(String text) {
        return Optional.ofNullable(parse(text, Instant.now()));
    }

    /** {@return the time, or null} Two digits are a year that is at most 50 years ahead of now. */
    static @Nullable Instant parse(String text, Instant now) {
        if (text.length() > LONGEST) {
            return null;
        }
        var fixed = FIXED.matcher(text);
        if (fixed.matches()) {
            return time(fixed, Integer.parseInt(fixed.group("year")), DAYS);
        }
        var old = RFC_850.matcher(text);
        if (old.matches()) {
            return ofTwoDigits(old, now.atOffset(ZoneOffset.UTC));
        }
        var asctime = ASCTIME.matcher(text);
        return asctime.matches() ? time(asctime, Integer.parseInt(asctime.group("year")), DAYS) : null;
    }

    private static @Nullable Instant ofTwoDigits(Matcher parts, OffsetDateTime now) {
        int year = now.getYear() / 100 * 100 + Integer.parseInt(parts.group("year"));
        return time(parts, year > now.getYear() + 50 ? year - 100 : year, LONG_DAYS);
    }

    private static @Nullable Instant time(Matcher parts, int year, List<String> days) {
        int month = MONTHS.indexOf(parts.group("month")) + 1;
        int day = Integer.parseInt(parts.group("day").strip());
        int second = Integer.parseInt(parts.group("second"));
        try {
            var time = LocalDateTime.of(
                    year,
                    month,
                    day,
                    Integer.parseInt(parts.group("hour")),
                    Integer.parseInt(parts.group("minute")),
                    second == 60 ? 59 : second);
            boolean isNamed = days.get(time.getDayOfWeek().getValue() - 1).equals(parts.group("name"));
            return isNamed ? time.toInstant(ZoneOffset.UTC) : null;
        } catch (DateTimeException noSuchTime) {
            return null;
        }
    }
}
