package io.anyport.http;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A cookie to set, with the attributes that today's browsers know (RFC 6265bis; {@code Partitioned} is CHIPS, {@code
 * Priority} Chromium's). Immutable. A fresh cookie is {@code HttpOnly}, {@code SameSite=Lax} and has the path {@code /};
 * all else is absent.
 */
public final class Cookie {

    /** Whether a cookie goes along with requests from other sites. */
    public enum SameSite {
        /** Never. */
        STRICT("Strict"),
        /** With top-level navigation only. */
        LAX("Lax"),
        /** Always; demands {@link Cookie#secure}. */
        NONE("None");

        private final String text;

        SameSite(String text) {
            this.text = text;
        }
    }

    /** Which cookies a browser that has too many throws away first. */
    public enum Priority {
        /** First. */
        LOW("Low"),
        /** Then. */
        MEDIUM("Medium"),
        /** Last. */
        HIGH("High");

        private final String text;

        Priority(String text) {
            this.text = text;
        }
    }

    private static final int LARGEST_PAIR = 4096;

    private final String name;
    private final String value;
    private final List<String> attributes;

    private Cookie(String name, String value, List<String> attributes) {
        this.name = name;
        this.value = value;
        this.attributes = attributes;
    }

    /**
     * A cookie.
     *
     * @param name a token
     * @param value ASCII without controls, white space, quotes, comma, semicolon and backslash; encode anything else
     * @return the cookie
     * @throws IllegalArgumentException if the name or the value is not allowed, or both are over 4096 bytes
     */
    public static Cookie of(String name, String value) {
        if (!Characters.isToken(name)) {
            throw new IllegalArgumentException("cookie name must be a token, of " + name.length() + " characters");
        }
        for (int i = 0; i < value.length(); i++) {
            if (!isValue(value.charAt(i))) {
                throw new IllegalArgumentException("cookie " + name + ": value must not have the character U+"
                        + Integer.toHexString(value.charAt(i)) + " at " + i + "; encode it");
            }
        }
        if (name.length() + value.length() > LARGEST_PAIR) {
            throw new IllegalArgumentException("cookie " + name + ": name and value must be <= " + LARGEST_PAIR
                    + " bytes, are " + (name.length() + value.length()));
        }
        return new Cookie(name, value, List.of("Path=/", "HttpOnly", "SameSite=Lax"));
    }

    private static boolean isValue(char c) {
        return c > ' ' && c < 0x7f && c != '"' && c != ',' && c != ';' && c != '\\';
    }

    /**
     * A cookie that makes browsers forget the one of its name and path.
     *
     * @param name a token
     * @return the cookie
     */
    public static Cookie expired(String name) {
        return of(name, "").maxAge(Duration.ZERO);
    }

    /**
     * A copy that is sent to a domain and to those below it.
     *
     * @param domain letters, digits, hyphens and dots, beginning and ending with a letter or a digit
     * @return the copy
     * @throws IllegalArgumentException if the domain is none
     */
    public Cookie domain(String domain) {
        if (!isDomain(domain)) {
            throw new IllegalArgumentException("cookie " + name + ": domain must be a host name");
        }
        return with("Domain", domain);
    }

    /**
     * A copy that is sent to a path and to those below it.
     *
     * @param path begins with a slash
     * @return the copy
     * @throws IllegalArgumentException if the path is none
     */
    public Cookie path(String path) {
        if (!path.startsWith("/") || !isPath(path)) {
            throw new IllegalArgumentException("cookie " + name + ": path must begin with / and be encoded");
        }
        return with("Path", path);
    }

    private static boolean isDomain(String text) {
        boolean isDomain = !text.isEmpty() && text.length() <= 253;
        for (int i = 0; isDomain && i < text.length(); i++) {
            char c = text.charAt(i);
            boolean isInside = i > 0 && i < text.length() - 1;
            isDomain = Characters.isAlphanumeric(c) || (isInside && (c == '-' || c == '.'));
        }
        return isDomain;
    }

    private static boolean isPath(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == ';') {
                return false;
            }
        }
        return true;
    }

    /**
     * A copy that ends after a time; without it and {@link #expires} a cookie ends with the browser's session.
     *
     * @param age in whole seconds, at least one; zero ends it at once
     * @return the copy
     * @throws IllegalArgumentException if the age is negative
     */
    public Cookie maxAge(Duration age) {
        if (age.isNegative()) {
            throw new IllegalArgumentException("cookie " + name + ": age must be >= 0, is " + age);
        }
        return with("Max-Age", String.valueOf(age.isZero() ? 0 : Math.max(1, age.toSeconds())));
    }

    /**
     * A copy that ends at an instant.
     *
     * @param instant in whole seconds, from the year 1601 to 9999
     * @return the copy
     * @throws IllegalArgumentException if the instant is in another year, which browsers do not understand
     */
    public Cookie expires(Instant instant) {
        if (instant.isBefore(Dates.FIRST) || instant.isAfter(Dates.LAST)) {
            throw new IllegalArgumentException("cookie " + name + ": instant must be from 1601 to 9999, is " + instant);
        }
        return with("Expires", Dates.FORMAT.format(instant.atOffset(ZoneOffset.UTC)));
    }

    /**
     * A copy for secure connections only.
     *
     * @return the copy
     */
    public Cookie secure() {
        return with("Secure", null);
    }

    /**
     * A copy that scripts in a page may read.
     *
     * @return the copy
     */
    public Cookie readableByScripts() {
        return without("HttpOnly");
    }

    /**
     * A copy with another rule for requests from other sites.
     *
     * @param rule the rule
     * @return the copy
     */
    public Cookie sameSite(SameSite rule) {
        return with("SameSite", rule.text);
    }

    /**
     * A copy that is kept apart for each top-level site; demands {@link #secure}.
     *
     * @return the copy
     */
    public Cookie partitioned() {
        return with("Partitioned", null);
    }

    /**
     * A copy with a priority.
     *
     * @param priority the priority
     * @return the copy
     */
    public Cookie priority(Priority priority) {
        return with("Priority", priority.text);
    }

    private Cookie with(String attribute, @Nullable String text) {
        var all = new ArrayList<>(without(attribute).attributes);
        all.add(text == null ? attribute : attribute + "=" + text);
        return new Cookie(name, value, List.copyOf(all));
    }

    private Cookie without(String attribute) {
        var kept = attributes.stream()
                .filter(a -> !a.equals(attribute) && !a.startsWith(attribute + "="))
                .toList();
        return new Cookie(name, value, kept);
    }

    /** {@return the name} */
    public String name() {
        return name;
    }

    /** {@return the value} */
    public String value() {
        return value;
    }

    /**
     * The value of a {@code Set-Cookie} field.
     *
     * @return the field's value
     * @throws IllegalStateException if browsers would refuse the cookie for attributes that contradict each other
     */
    public String text() {
        boolean isSecure = attributes.contains("Secure");
        demand(isSecure || !attributes.contains("SameSite=None"), "SameSite=None", "Secure");
        demand(isSecure || !attributes.contains("Partitioned"), "Partitioned", "Secure");
        String lower = name.toLowerCase(Locale.ROOT);
        demand(isSecure || !lower.startsWith("__secure-"), "the prefix __Secure-", "Secure");
        boolean isHostOnly = isSecure
                && attributes.contains("Path=/")
                && attributes.stream().noneMatch(a -> a.startsWith("Domain="));
        demand(isHostOnly || !lower.startsWith("__host-"), "the prefix __Host-", "Secure, Path=/ and no Domain");
        return name + "=" + value + (attributes.isEmpty() ? "" : "; " + String.join("; ", attributes));
    }

    private void demand(boolean met, String what, String demanded) {
        if (!met) {
            throw new IllegalStateException("cookie " + name + ": " + what + " demands " + demanded);
        }
    }

    /** {@return the value of a request's first cookie of a name (RFC 6265, 4.2.1), or null} */
    static @Nullable String find(Headers headers, String name) {
        for (String field : headers.all("Cookie")) {
            for (int start = 0; start < field.length(); ) {
                int semicolon = field.indexOf(';', start);
                int end = semicolon < 0 ? field.length() : semicolon;
                int equals = field.indexOf('=', start);
                if (equals > start
                        && equals < end
                        && field.substring(start, equals).strip().equals(name)) {
                    return FieldText.unquote(field.substring(equals + 1, end).strip());
                }
                start = end + 1;
            }
        }
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cookie that
                && name.equals(that.name)
                && value.equals(that.value)
                && attributes.equals(that.attributes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, value, attributes);
    }

    /** {@return the name only, since the value may be secret} */
    @Override
    public String toString() {
        return "Cookie[" + name + "]";
    }

    /** Loaded only by who sets a date. */
    private static final class Dates {
        static final Instant FIRST = Instant.parse("1601-01-01T00:00:00Z");
        static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");
        static final DateTimeFormatter FORMAT =
                DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US);
    }
}
