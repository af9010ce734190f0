package io.anyport.http;

import java.util.ArrayList;
import java.util.List;

/**
 * The path of a route: literal segments, parameters ({@code {id}}), and at the end perhaps a rest ({@code {rest...}}).
 * A parameter stands for one segment that is not empty, a rest for any number, but at least the slash in front of it. Literals are
 * written decoded. An empty template is the prefix of its group, and nothing outside of one.
 *
 * @param text the template as it was written
 * @param segments what stands between the slashes
 * @param parameters the names of the parameters in order, a rest among them
 */
record PathTemplate(String text, List<Segment> segments, List<String> parameters) {

    /** What stands between two slashes of a template: its own text, or the name of what it is a place for. */
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
        if (!(text.startsWith("/") || text.isEmpty()) || !isPrintable(text)) {
            throw new IllegalArgumentException(
                    "path template '" + text + "' must begin with / and have no control characters");
        }
        var segments = new ArrayList<Segment>();
        var parameters = new ArrayList<String>();
        for (int start = 1; start <= text.length(); ) {
            int end = Segments.end(text, start);
            var segment = segment(text, text.substring(start, end), end == text.length());
            if (segment.kind != Kind.LITERAL) {
                if (parameters.contains(segment.text)) {
                    throw new IllegalArgumentException(
                            "path template '" + text + "' names {" + segment.text + "} twice");
                }
                parameters.add(segment.text);
            }
            segments.add(segment);
            start = end + 1;
        }
        return new PathTemplate(text, List.copyOf(segments), List.copyOf(parameters));
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

    private static Segment segment(String template, String text, boolean isLast) {
        if (text.indexOf('{') < 0 && text.indexOf('}') < 0) {
            if (Segments.isDots(text)) {
                throw new IllegalArgumentException("path template '" + template + "' has a dot segment");
            }
            return new Segment(Kind.LITERAL, text);
        }
        boolean isRest = text.endsWith("...}");
        boolean isWhole = text.startsWith("{") && text.endsWith("}");
        String name = isWhole ? text.substring(1, text.length() - (isRest ? 4 : 1)) : "";
        if (!isName(name)) {
            throw new IllegalArgumentException("path template '" + template + "': '" + text
                    + "' must be a literal, or a whole segment of the form {name}, or {name...} at the end");
        }
        if (isRest && !isLast) {
            throw new IllegalArgumentException("path template '" + template + "' has {" + name + "...} before its end");
        }
        return new Segment(isRest ? Kind.REST : Kind.PARAMETER, name);
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (i == 0 ? !Character.isJavaIdentifierStart(c) : !Character.isJavaIdentifierPart(c)) {
                return false;
            }
        }
        return !name.isEmpty();
    }

    /** {@return the template below a prefix that is a template itself} */
    PathTemplate below(String prefix) {
        return of(prefix + text);
    }

    /** {@return whether the last parameter is a rest} */
    boolean hasRest() {
        return !segments.isEmpty() && segments.get(segments.size() - 1).kind == Kind.REST;
    }

    /** {@return whether a parameter, by its place among the parameters, is a rest} */
    boolean isRest(int parameter) {
        return hasRest() && parameter == parameters.size() - 1;
    }

    /** {@return a path with values in the place of the parameters} */
    String expand(Object... values) {
        if (values.length != parameters.size()) {
            throw new IllegalArgumentException("path template '" + text + "' has " + parameters.size()
                    + " parameters, but there are " + values.length + " values");
        }
        var path = new StringBuilder(text.length() + 16);
        int next = 0;
        for (var segment : segments) {
            path.append('/');
            switch (segment.kind) {
                case LITERAL -> path.append(PercentCoding.encode(segment.text));
                case PARAMETER -> append(path, segment, values[next++].toString());
                case REST -> appendRest(path, segment, values[next++].toString());
            }
        }
        return path.toString();
    }

    private void append(StringBuilder path, Segment segment, String value) {
        if (value.isEmpty() || Segments.isDots(value)) {
            throw new IllegalArgumentException("path template '" + text + "': the value of {" + segment.text
                    + "} must not be empty or have a dot segment");
        }
        path.append(PercentCoding.encode(value));
    }

    private void appendRest(StringBuilder path, Segment segment, String value) {
        for (int start = 0; start <= value.length(); ) {
            int end = Segments.end(value, start);
            path.append(start == 0 ? "" : "/");
            if (end > start) {
                append(path, segment, value.substring(start, end));
            }
            start = end + 1;
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
