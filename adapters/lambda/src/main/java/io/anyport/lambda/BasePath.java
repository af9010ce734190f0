package io.anyport.lambda;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What stands in front of the application's own path in payload 1.0, which no field says outright: the base path of a custom domain's
 * mapping, the stage if the mapping has none, or the stage of an HTTP API. The API's own template says where the rest begins.
 */
final class BasePath {

    private BasePath() {}

    /** {@return the end of what stands in front, at the end of a segment; 0 if nothing does} */
    static int end(String path, Envelope event) {
        boolean isStripped = event.clientPath != null && !event.clientPath.equals(path);
        String template = event.template();
        if (isStripped || template == null) {
            return 0;
        }
        return template.startsWith("/")
                ? beforeTemplate(path, template, event)
                : Stage.end(path, event.stage); // of an HTTP API's default route
    }

    /** {@return what stands in front of the application's path as clients write it, encoded} */
    static String seen(String path, int end, Envelope event) {
        String client = event.clientPath;
        boolean isCustom = event.domainName != null && !event.domainName.contains(".execute-api.");
        boolean isHidden = isCustom && end > 0 && "1.0".equals(event.version) && end == Stage.end(path, event.stage);
        if (isHidden) {
            return ""; // an HTTP API's stage is in the path of the event, and not in the one of the client
        }
        if (client != null && client.endsWith(path)) {
            int length = client.length() - path.length();
            return end > 0 ? path.substring(0, end) : client.substring(0, length);
        }
        return end > 0 ? path.substring(0, end) : isCustom || !Stage.isNamed(event.stage) ? "" : "/" + event.stage;
    }

    private static int beforeTemplate(String path, String template, Envelope event) {
        int greedy = template.endsWith("+}") ? template.lastIndexOf("/{") : -1;
        if (greedy < 0) {
            String plain = withoutSlash(path);
            return before(plain, plain.length(), withoutSlash(template));
        }
        String rest = parameter(event, template.substring(greedy + 2, template.length() - 2));
        int start = rest == null ? -1 : restStart(path, rest);
        return start < 0 ? 0 : before(path, start, template.substring(0, greedy));
    }

    private static @Nullable String parameter(Envelope event, String name) {
        var parameters = event.pathParameters;
        for (int i = 0; parameters != null && i < parameters.size(); i += 2) {
            if (parameters.get(i).equals(name)) {
                String value = parameters.get(i + 1);
                return withoutSlash(value.startsWith("/") ? value.substring(1) : value);
            }
        }
        return null;
    }

    /**
     * {@return the slash in front of the end of the path that is the rest, decoded or not; -1 if it does not end so} Each segment is
     * looked at once: from the end on what is decoded only grows, so that one place has the length of the rest.
     */
    private static int restStart(String path, String rest) {
        String plain = withoutSlash(path);
        int slash = plain.length();
        for (int length = -1; length < rest.length() && slash > 0; ) {
            int end = slash;
            slash = plain.lastIndexOf('/', end - 1);
            int segment =
                    slash < 0 ? -1 : decoded(plain.substring(slash + 1, end)).length();
            length = segment < 0 ? Integer.MAX_VALUE : length + 1 + segment;
            if (length == rest.length() && decoded(plain.substring(slash + 1)).equals(rest)) {
                return slash;
            }
        }
        int start = plain.length() - rest.length() - 1;
        return start >= 0 && plain.charAt(start) == '/' && plain.endsWith(rest) ? start : -1;
    }

    private static String decoded(String text) {
        if (text.indexOf('%') < 0) {
            return text;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }

    /** {@return the start of the segments that end at a place and match a template; 0 if they do not} */
    private static int before(String path, int end, String template) {
        int templateEnd = template.length();
        int start = end;
        while (templateEnd > 0) {
            int slash = path.lastIndexOf('/', start - 1);
            int templateSlash = template.lastIndexOf('/', templateEnd - 1);
            if (slash < 0 || !isMatch(path.substring(slash, start), template.substring(templateSlash, templateEnd))) {
                return 0;
            }
            start = slash;
            templateEnd = templateSlash;
        }
        return start;
    }

    private static boolean isMatch(String segment, String template) {
        return template.startsWith("/{") || template.equals(segment);
    }

    private static String withoutSlash(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }
}
