package io.anyport.http;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers with the files below a directory, with {@code ETag} and {@code Last-Modified} from the file's time and length, so that
 * {@link ConditionalRequests} and {@link Ranges} around it do the rest. A directory is answered by its {@code index.html}. Thread-safe.
 *
 * <p>A file outside of the directory is not there, whatever leads to it: a segment that is no name, or a symbolic link. Names that begin with
 * a dot are not there either. Whoever may write into the directory is trusted.
 */
public final class StaticFiles implements Handler {

    private static final Duration DOUBT = Duration.ofSeconds(2); // a younger time may stand for two contents

    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("gif", "image/gif"),
            Map.entry("htm", "text/html; charset=utf-8"),
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("ico", "image/vnd.microsoft.icon"),
            Map.entry("jpeg", "image/jpeg"),
            Map.entry("jpg", "image/jpeg"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("mp4", "video/mp4"),
            Map.entry("pdf", "application/pdf"),
            Map.entry("png", "image/png"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("wasm", "application/wasm"),
            Map.entry("webp", "image/webp"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("xml", "application/xml"),
            Map.entry("zip", "application/zip"));

    private final Path directory;
    private final String parameter;

    private StaticFiles(Path directory, String parameter) {
        this.directory = directory;
        this.parameter = parameter;
    }

    /**
     * A handler for a route that ends with a rest, such as {@code /assets/{file...}}.
     *
     * @param directory where the files are
     * @param parameter the name of the rest in the route's template, such as {@code file}
     * @return the handler
     */
    public static StaticFiles below(Path directory, String parameter) {
        return new StaticFiles(
                Objects.requireNonNull(directory, "directory"), Objects.requireNonNull(parameter, "parameter"));
    }

    @Override
    public Response handle(Request request) throws IOException {
        var file = find(request.parameters(parameter));
        if (file == null) {
            return Problem.of(Status.NOT_FOUND).response();
        }
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        var modified = attributes.lastModifiedTime().toInstant();
        return Response.ok()
                .withHeader("ETag", tag(modified, attributes.size()).toString())
                .withHeader("Last-Modified", HttpDate.text(modified))
                .withHeader("X-Content-Type-Options", "nosniff")
                .withBody(type(file), new FileBody(file, attributes.size()));
    }

    /** {@return the file without symbolic links in its path, or null} */
    private @Nullable Path find(List<String> segments) throws IOException {
        var root = directory.toRealPath();
        var path = root;
        for (int i = 0; i < segments.size(); i++) {
            String segment = segments.get(i);
            if (segment.isEmpty() && i == segments.size() - 1 && Files.isDirectory(path)) {
                break; // a path that ends with a slash
            }
            path = isName(segment) ? child(path, segment) : null;
            if (path == null) {
                return null;
            }
        }
        var file = Files.isDirectory(path) ? path.resolve("index.html") : path;
        if (!Files.exists(file)) {
            return null;
        }
        var real = file.toRealPath();
        return real.startsWith(root) && Files.isRegularFile(real) ? real : null;
    }

    private static boolean isName(String segment) {
        return !segment.isEmpty()
                && !segment.startsWith(".")
                && segment.indexOf('/') < 0
                && segment.indexOf('\\') < 0
                && segment.indexOf(':') < 0
                && segment.indexOf('\0') < 0;
    }

    private static @Nullable Path child(Path parent, String name) {
        try {
            return parent.resolve(name);
        } catch (InvalidPathException noName) {
            return null;
        }
    }

    private static EntityTag tag(Instant modified, long size) {
        String opaque = Long.toHexString(modified.getEpochSecond()) + "-" + Integer.toHexString(modified.getNano())
                + "-" + Long.toHexString(size);
        return new EntityTag(opaque, modified.isAfter(Instant.now().minus(DOUBT)));
    }

    private static String type(Path file) {
        String name = String.valueOf(file.getFileName());
        String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return TYPES.getOrDefault(ending, "application/octet-stream");
    }
}
