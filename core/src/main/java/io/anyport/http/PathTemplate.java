package io.anyport.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The path of a route: literal segments, parameters ({@code {id}}), and at the end perhaps a rest ({@code {rest...}}).
 * A parameter stands for one segment that is not empty, a rest for any number. Literals are written decoded.
 *
 * @param text the template as it was written
 * @param segments literals; null stands for a parameter
 * @param parameters the names, with the index of the segment where each begins
 * @param hasRest whether the last parameter is a rest
 */
record PathTemplate(String text, List<Segment> segments, Map<String, Integer> parameters, boolean hasRest) {

    /** What stands between two slashes of a template. */
    record Segment(Kind kind, String text) {}

    /** What a segment of a template matches. */
    enum Kind {
        /** Its own text. */
        LITERAL,
        /** One segment that is not empty. */
        PARAMETER,
        /** All that is left. */
        REST
    }

    static PathTemplate of(String text) {
        if (!text.startsWith("/") || !isPrintable(text)) {
            throw new IllegalArgumentException(
                    "path template '" + text + "' must begin with / and have no control characters");
        }
        var segments = new ArrayList<Segment>();
        var parameters = new LinkedHashMap<String, Integer>();
        for (int start = 1; start <= text.length(); ) {
            int slash = text.indexOf('/', start);
            int end = slash < 0 ? text.length() : slash;
            var segment = segment(text, text.substring(start, end), end == text.length());
            if (segment.kind != Kind.LITERAL && parameters.put(segment.text, segments.size()) != null) {
                throw new IllegalArgumentException("path template '" + text + "' names {" + segment.text + "} twice");
            }
            segments.add(segment);
            start = end + 1;
        }
        boolean hasRest = segments.get(segments.size() - 1).kind == Kind.REST;
        return new PathTemplate(
                text, List.copyOf(segments), java.util.Collections.unmodifiableMap(parameters), hasRest);
    }

    /** Templates stand in log lines, which must stay lines. */
    private static boolean isPrintable(String text) {
        for (int i = 0; i < text.length(); i++) {
            int type = Character.getType(text.charAt(i));
            if (type == Character.CONTROL
                    || type == Character.LINE_SEPARATOR
                    || type == Character.PARAGRAPH_SEPARATOR) {
                return false;
            }
        }
        return true;
    }

    private static Segment segment(String template, String text, boolean last) {
        if (text.indexOf('{') < 0 && text.indexOf('}') < 0) {
            if (text.equals(".") || text.equals("..")) {
                throw new IllegalArgumentException("path template '" + template + "' has a dot segment");
            }
            return new Segment(Kind.LITERAL, text);
        }
        boolean rest = text.endsWith("...}");
        String name =
                text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - (rest ? 4 : 1)) : "";
        if (!isName(name)) {
            throw new IllegalArgumentException("path template '" + template + "': '" + text
                    + "' must be a literal, or a whole segment of the form {name}, or {name...} at the end");
        }
        if (rest && !last) {
            throw new IllegalArgumentException("path template '" + template + "' has {" + name + "...} before its end");
        }
        return new Segment(rest ? Kind.REST : Kind.PARAMETER, name);
    }

    private static boolean isName(String name) {
        return !name.isEmpty()
                && Character.isJavaIdentifierStart(name.charAt(0))
                && name.chars().allMatch(Character::isJavaIdentifierPart);
    }

    /** {@return the template below a prefix that is a template itself} */
    PathTemplate below(String prefix) {
        return of(prefix + text);
    }

    /** {@return a path with values in the place of the parameters} */
    String expand(Object... values) {
        if (values.length != parameters.size()) {
            throw new IllegalArgumentException("path template '" + text + "' has " + parameters.size()
                    + " parameters, but there are " + values.length + " values");
        }
        var path = new StringBuilder();
        int next = 0;
        for (var segment : segments) {
            path.append('/');
            switch (segment.kind) {
                case LITERAL -> path.append(PercentCoding.encode(segment.text));
                case PARAMETER -> path.append(value(segment, values[next++]));
                case REST -> path.append(rest(values[next++]));
            }
        }
        return path.toString();
    }

    private String value(Segment segment, Object value) {
        String text = value.toString();
        if (text.isEmpty() || text.equals(".") || text.equals("..")) {
            throw new IllegalArgumentException("path template '" + this.text + "': the value of {" + segment.text
                    + "} must not be empty or a dot segment");
        }
        return PercentCoding.encode(text);
    }

    private static String rest(Object value) {
        return List.of(value.toString().split("/", -1)).stream()
                .map(PercentCoding::encode)
                .collect(java.util.stream.Collectors.joining("/"));
    }

    @Override
    public String toString() {
        return text;
    }
}
