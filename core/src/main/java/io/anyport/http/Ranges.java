package io.anyport.http;

import io.anyport.RandomBits;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/**
 * Answers GET with the parts of a content that are asked for (RFC 9110, section 14): bytes, one range or several, of any answer with
 * 200 whose length is known. Immutable.
 *
 * <p>It says {@code Accept-Ranges}, answers 206, or 416 if the content has none of the ranges, and all of it if {@code If-Range} names
 * another representation, if the field is malformed, or if it asks for too much: over the limit of ranges, or several that overlap. Parts of a
 * stream are sent as a stream, which is skipped to where the range begins; several parts of a stream would have to be read more than
 * once, so that all of it is sent. An answer with {@code Content-Encoding} passes.
 */
public final class Ranges implements Filter {

    /** How many ranges a request may ask for, unless said otherwise. */
    public static final int LIMIT = 16;

    private static final String RANGE = "Content-Range";
    private static final Duration DOUBT = Duration.ofSeconds(1); // a time that is younger may stand for two contents

    private final int limit;

    private Ranges(int limit) {
        this.limit = limit;
    }

    /** {@return a filter for requests of up to {@value #LIMIT} ranges} */
    public static Ranges ofBytes() {
        return new Ranges(LIMIT);
    }

    /**
     * A copy with another limit; who asks for more ranges gets all of the content.
     *
     * @param ranges from 1 to 100
     * @return the copy
     * @throws IllegalArgumentException if the limit is out of range
     */
    public Ranges limit(int ranges) {
        if (ranges < 1 || ranges > 100) {
            throw new IllegalArgumentException("ranges must be from 1 to 100, is " + ranges);
        }
        return new Ranges(ranges);
    }

    @Override
    public Handler around(Handler next) {
        Objects.requireNonNull(next, "next");
        return request -> {
            var response = next.handle(request);
            boolean hasParts = Precondition.isRead(request)
                    && response.status() == Status.OK
                    && response.body().length().isPresent()
                    && !response.headers().contains("Content-Encoding")
                    && !response.headers().contains("Accept-Ranges");
            return hasParts ? answer(request, response.withHeader("Accept-Ranges", "bytes")) : response;
        };
    }

    /** Only GET has ranges (RFC 9110, section 14.2). */
    private Response answer(Request request, Response response) {
        String field = request.headers().combined("Range");
        if (field == null || !request.method().equals(Method.GET) || !isOfThis(request, response)) {
            return response;
        }
        long length = response.body().length().orElseThrow();
        var ranges = ByteRange.parse(field, length, limit);
        if (ranges == null || (ranges.size() > 1 && response.body() instanceof StreamBody)) {
            return response;
        }
        return switch (ranges.size()) {
            case 0 -> unsatisfiable(response, length);
            case 1 -> part(response, ranges.get(0), length);
            default -> parts(response, ranges, length);
        };
    }

    /** RFC 9110, section 13.1.5: a strong tag, or the very time. */
    private static boolean isOfThis(Request request, Response response) {
        String field = request.headers().combined("If-Range");
        if (field == null) {
            return true;
        }
        var tag = EntityTag.parse(field);
        if (tag.isPresent()) {
            var known = ConditionalRequests.tag(response.headers());
            return known != null && tag.get().isSameBytesAs(known);
        }
        var modified = ConditionalRequests.modified(response.headers());
        return modified != null
                && modified.isBefore(Instant.now().minus(DOUBT))
                && HttpDate.parse(field).filter(modified::equals).isPresent();
    }

    private static Response unsatisfiable(Response response, long length) {
        response.body().discard();
        return Problem.of(Status.RANGE_NOT_SATISFIABLE)
                .withDetail("The content has none of the ranges.")
                .withHeader(RANGE, "bytes */" + length)
                .response();
    }

    private static Response part(Response response, ByteRange range, long length) {
        return response.withStatus(Status.PARTIAL_CONTENT)
                .withHeaders(response.headers().without("Content-Length"))
                .withHeader(RANGE, range.of(length))
                .withBody(cut(response.body(), range));
    }

    private static Body cut(Body body, ByteRange range) {
        if (body.isStream()) {
            return Body.of(new PartStream(body, range), range.length());
        }
        int first = Math.toIntExact(range.first());
        return Body.of(Arrays.copyOfRange(body.bytes(), first, first + Math.toIntExact(range.length())));
    }

    /** RFC 9110, section 14.6: each part says its type and its range; the answer says neither. */
    private static Response parts(Response response, List<ByteRange> ranges, long length) {
        var body = response.body();
        String boundary =
                HexFormat.of().toHexDigits(RandomBits.next()) + HexFormat.of().toHexDigits(RandomBits.next());
        String type = response.header("Content-Type")
                .map(text -> "\r\nContent-Type: " + text)
                .orElse("");
        var pieces = new ArrayList<InputStream>();
        long size = 0;
        for (var range : ranges) {
            byte[] head = ascii("\r\n--" + boundary + type + "\r\n" + RANGE + ": " + range.of(length) + "\r\n\r\n");
            pieces.add(new ByteArrayInputStream(head));
            pieces.add(new PartStream(body, range));
            size += head.length + range.length();
        }
        byte[] end = ascii("\r\n--" + boundary + "--\r\n");
        pieces.add(new ByteArrayInputStream(end));
        var parts = Body.of(new SequenceInputStream(Collections.enumeration(pieces)), size + end.length);
        return response.withStatus(Status.PARTIAL_CONTENT)
                .withHeaders(response.headers().without("Content-Length"))
                .withBody(
                        "multipart/byteranges; boundary=" + boundary, body.isStream() ? parts : Body.of(parts.bytes()));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
