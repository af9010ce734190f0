package io.anyport.http;

/** Absolute links into the application, as the client sees it: behind a stage, a base path or a mount. Thread-safe. */
public final class Links {

    private final Origin origin;

    private Links(Origin origin) {
        this.origin = origin;
    }

    /**
     * Links below an origin.
     *
     * @param origin where the client sees the application
     * @return the links
     */
    public static Links of(Origin origin) {
        return new Links(origin);
    }

    /**
     * A link to a route of the application.
     *
     * @param template a route's path template, such as {@code /todos/{id}}
     * @param values what stands for its parameters, in order; each is percent-encoded, slashes too, except in a rest
     * @return the URL
     * @throws IllegalArgumentException if there are more or fewer values than parameters, or a value is empty or a dot segment, which
     *     no path can carry
     */
    public String to(String template, Object... values) {
        return to(PathTemplate.of(template), values);
    }

    String to(PathTemplate template, Object... values) {
        return origin + template.expand(values);
    }

    /** {@return a JSON Pointer as the fragment of a URI (RFC 6901, section 6)} */
    static String fragment(String pointer) {
        var fragment = new StringBuilder(pointer.length());
        for (int i = 0; i < pointer.length(); ) {
            int c = pointer.codePointAt(i);
            i += Character.charCount(c);
            if (c == '/' || (c < 128 && Characters.isSegment((char) c))) {
                fragment.append((char) c);
            } else {
                fragment.append(PercentCoding.encode(Character.toString(c)));
            }
        }
        return fragment.toString();
    }
}
