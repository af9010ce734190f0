package io.anyport.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * Sends content in gzip to clients that take it (RFC 9110, section 12.5.3): text, JSON, XML and the like, from a minimum size on, and streams.
 * Each event of server-sent events is sent when it is there. Immutable.
 *
 * <p>A strong {@code ETag} gets an ending, since the bytes are others, which is taken off again in {@code If-Match} and
 * {@code If-None-Match}: what stands inside sees its own tags only. Parts of a content (206), content that is encoded already and
 * {@code Cache-Control: no-transform} pass. A client that takes neither gzip nor content as it is gets 406 before the logic is called.
 *
 * <p>Requests with {@code Content-Encoding} are answered with 415 (RFC 9110, section 15.5.16), unless {@link #decoding} is chosen. What is secret
 * and what the client chooses should not stand in one compressed answer (the BREACH attack): leave such routes out.
 */
public final class Compression implements Filter {

    /** The smallest content in bytes that is compressed, unless said otherwise: what is smaller fits into a packet anyway. */
    public static final int MINIMUM = 1_024;

    private static final String ENCODING = "Content-Encoding";
    private static final String ACCEPT = "Accept-Encoding";
    private static final String LENGTH = "Content-Length";
    private static final String GZIP = "gzip";
    private static final String SUFFIX = "--gzip";

    private final int minimum;
    private final int decoded; // the limit in bytes; zero for no decoding

    private Compression(int minimum, int decoded) {
        this.minimum = minimum;
        this.decoded = decoded;
    }

    /** {@return a filter that compresses from {@value #MINIMUM} bytes on, and decodes no requests} */
    public static Compression gzip() {
        return new Compression(MINIMUM, 0);
    }

    /**
     * A copy with another minimum.
     *
     * @param bytes the smallest content that is compressed
     * @return the copy
     * @throws IllegalArgumentException if it is negative
     */
    public Compression minimum(int bytes) {
        if (bytes < 0) {
            throw new IllegalArgumentException("bytes must be >= 0, is " + bytes);
        }
        return new Compression(bytes, decoded);
    }

    /**
     * A copy that decodes requests whose content is in gzip. The application's own limit counts what comes over the wire, this one what
     * becomes of it.
     *
     * @param limit the longest decoded content in bytes, of which more is answered with 413
     * @return the copy
     * @throws IllegalArgumentException if the limit is not above zero
     */
    public Compression decoding(int limit) {
        if (limit <= 0) {
            throw new IllegalArgumentException("limit must be > 0, is " + limit);
        }
        return new Compression(minimum, limit);
    }

    @Override
    public Handler around(Handler next) {
        Objects.requireNonNull(next, "next");
        return request -> {
            var accepted = AcceptEncoding.of(request.headers().combined(ACCEPT));
            if (accepted.takesNothing()) {
                return refuse(Problem.of(Status.NOT_ACCEPTABLE).withDetail("Only gzip and identity can be sent."));
            }
            String coding = request.headers().combined(ENCODING);
            if (coding == null || coding.equalsIgnoreCase("identity")) {
                return answer(request, accepted, next.handle(inner(request)));
            }
            boolean isGzip = coding.equalsIgnoreCase(GZIP) || coding.equalsIgnoreCase("x-gzip");
            return isGzip && decoded > 0
                    ? answer(request, accepted, next.handle(inner(decode(request))))
                    : refuse(Problem.of(Status.UNSUPPORTED_MEDIA_TYPE)
                            .withDetail("The content must not be in this encoding.")
                            .withHeader(ACCEPT, decoded > 0 ? GZIP : "identity"));
        };
    }

    private static Response refuse(Problem problem) {
        return problem.withHeader(Vary.NAME, ACCEPT).response();
    }

    private Request decode(Request request) {
        byte[] content;
        try (var stream = new GZIPInputStream(request.body().stream())) {
            content = stream.readNBytes(decoded);
            if (stream.read() >= 0) {
                throw ProblemException.of(Problem.of(Status.CONTENT_TOO_LARGE)
                        .withDetail("The content must have at most " + decoded + " bytes when it is decoded."));
            }
        } catch (IOException malformed) {
            throw ProblemException.badRequest("The content is not in gzip, as its Content-Encoding says.");
        }
        var headers = request.headers().without(ENCODING).without(LENGTH);
        return request.withHeaders(headers).withBody(Body.of(content));
    }

    /** Tags of compressed content become those of what stands inside. */
    private static Request inner(Request request) {
        var headers = request.headers();
        for (String name : List.of("If-Match", "If-None-Match")) {
            String tags = headers.combined(name);
            if (tags != null && tags.contains(SUFFIX + "\"")) {
                headers = headers.with(name, tags.replace(SUFFIX + "\"", "\""));
            }
        }
        return request.withHeaders(headers);
    }

    private Response answer(Request request, AcceptEncoding accepted, Response response) throws IOException {
        if (response.status() == Status.NOT_MODIFIED) {
            return notModified(request, varying(response));
        }
        boolean isOwn =
                response.status().isWithoutContent() || response.headers().contains(ENCODING);
        boolean mayDiffer = !isOwn && (accepted.identity() == 0 || isWorthwhile(response));
        if (!mayDiffer) {
            return response;
        }
        boolean isPart = response.status() == Status.PARTIAL_CONTENT
                || response.headers().contains("Content-Range");
        boolean isFixed = CacheControl.has(response.headers(), "no-transform");
        return accepted.prefersGzip() && !isPart && !isFixed ? compressed(varying(response)) : varying(response);
    }

    private boolean isWorthwhile(Response response) {
        long length = response.body().length().orElse(Long.MAX_VALUE);
        boolean isLong = length >= minimum || (length == 0 && announced(response) >= minimum);
        return isLong && isCompressible(response.header("Content-Type").orElse(""));
    }

    /** What a mounted application has answered to HEAD: a length without content. */
    private static long announced(Response response) {
        String length = response.header(LENGTH).orElse("");
        return length.matches("[0-9]{1,18}") ? Long.parseLong(length) : 0;
    }

    private static boolean isCompressible(String contentType) {
        var type = MediaType.parse(contentType);
        if (type == null) {
            return false;
        }
        String subtype = type.subtype();
        boolean isText = type.type().equals("text") || subtype.endsWith("+json") || subtype.endsWith("+xml");
        return isText
                || (type.type().equals("application")
                        && List.of("json", "xml", "javascript", "wasm", "x-ndjson")
                                .contains(subtype));
    }

    private static Response varying(Response response) {
        return response.withHeaders(Vary.plus(response.headers(), ACCEPT));
    }

    private static Response notModified(Request request, Response response) {
        var tag = ConditionalRequests.tag(response.headers());
        String asked = request.headers().combined("If-None-Match");
        return tag == null || asked == null || !asked.contains("\"" + tag.opaque() + SUFFIX + "\"")
                ? response
                : response.withHeaders(suffixed(response.headers()));
    }

    private static Headers suffixed(Headers headers) {
        var tag = ConditionalRequests.tag(headers);
        return tag == null || tag.isWeak()
                ? headers
                : headers.with("ETag", EntityTag.strong(tag.opaque() + SUFFIX).toString());
    }

    private static Response compressed(Response response) throws IOException {
        var headers = suffixed(response.headers())
                .without(LENGTH)
                .without("Accept-Ranges")
                .plus(ENCODING, GZIP);
        return response.withHeaders(headers).withBody(compressed(response.body()));
    }

    private static Body compressed(Body body) throws IOException {
        boolean isEmpty = body.length().orElse(-1) == 0;
        if (isEmpty || body.isStream()) {
            return isEmpty
                    ? body
                    : Body.of(new GzipStream(body.stream(), body.length().isEmpty()));
        }
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(body.bytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Body.of(compressed.toByteArray());
    }
}
