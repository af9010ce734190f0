package io.anyport.http;

import java.util.Iterator;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A response: status, headers and body. Immutable, but for a body that is a stream. */
public final class Response {

    private static final String CONTENT_TYPE = "Content-Type";

    private final Status status;
    private final Headers headers;
    private final Body body;

    Response(Status status, Headers headers, Body body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
    }

    /**
     * A response without headers and body.
     *
     * @param status its status
     * @return the response
     */
    public static Response of(Status status) {
        return new Response(Objects.requireNonNull(status, "status"), Headers.EMPTY, Body.empty());
    }

    /** {@return a response with 200 and nothing else} */
    public static Response ok() {
        return of(Status.OK);
    }

    /** {@return the status} */
    public Status status() {
        return status;
    }

    /** {@return the header fields} */
    public Headers headers() {
        return headers;
    }

    /**
     * The first value of a header field.
     *
     * @param name the field's name, in any case
     * @return empty if there is no such field
     */
    public Optional<String> header(String name) {
        return headers.first(name);
    }

    /** {@return the content} */
    public Body body() {
        return body;
    }

    /** {@return the content as text in UTF-8} */
    public String text() {
        return body.text();
    }

    /**
     * A copy with another status.
     *
     * @param other the status
     * @return the copy
     */
    public Response withStatus(Status other) {
        return new Response(Objects.requireNonNull(other, "status"), headers, body);
    }

    /**
     * A copy with other header fields.
     *
     * @param other the fields
     * @return the copy
     */
    public Response withHeaders(Headers other) {
        return new Response(status, Objects.requireNonNull(other, "headers"), body);
    }

    /**
     * A copy with one field of the name, which replaces all that there are.
     *
     * @param name the field's name
     * @param value its only value
     * @return the copy
     * @throws IllegalArgumentException if the name or the value is not allowed
     */
    public Response withHeader(String name, String value) {
        return withHeaders(headers.with(name, value));
    }

    /**
     * A copy that sets one more cookie.
     *
     * @param cookie the cookie
     * @return the copy
     * @throws IllegalStateException if browsers would refuse the cookie
     */
    public Response withCookie(Cookie cookie) {
        return withHeaders(headers.plus("Set-Cookie", cookie.text()));
    }

    /**
     * A copy with another body; the content type stays.
     *
     * @param other the body
     * @return the copy
     */
    public Response withBody(Body other) {
        return new Response(status, headers, Objects.requireNonNull(other, "body"));
    }

    /**
     * A copy with another body and its media type.
     *
     * @param mediaType the value of {@code Content-Type}
     * @param other the body
     * @return the copy
     */
    public Response withBody(String mediaType, Body other) {
        return withHeader(CONTENT_TYPE, mediaType).withBody(other);
    }

    /**
     * A copy with JSON.
     *
     * @param json the document
     * @return the copy
     */
    public Response json(String json) {
        return withBody("application/json", Body.of(json));
    }

    /**
     * A copy with plain text.
     *
     * @param text the text
     * @return the copy
     */
    public Response text(String text) {
        return withBody("text/plain; charset=utf-8", Body.of(text));
    }

    /**
     * A copy with a page.
     *
     * @param html the page
     * @return the copy
     */
    public Response html(String html) {
        return withBody("text/html; charset=utf-8", Body.of(html));
    }

    /**
     * A copy with server-sent events, each sent when the iterator gives it: the content is as long as there are more of them. The
     * iterator is asked for the next one when the last one is sent, by one thread at a time, and may take its time. If it is an
     * {@link AutoCloseable}, it is closed once: behind the last event, and just as well when the client has gone or something
     * fails. That the client has gone shows when something is sent to it, so that a source that may be silent for long should give
     * a {@linkplain ServerSentEvent#comment comment} from time to time.
     *
     * <p>A target that cannot send while the answer is being made, such as a function without response streaming, sends all events
     * together at their end, if they are finite and within its limits.
     *
     * @param events the events; what it throws cuts the answer off, or is a 500 if there was no event before
     * @return the copy
     */
    public Response events(Iterator<ServerSentEvent> events) {
        return events(ServerSentEventStream.body(events));
    }

    /**
     * A copy with server-sent events, as with {@link #events(Iterator)}; the stream is closed at their end.
     *
     * @param events the events; one that {@code flatMap} makes may be asked for several events ahead
     * @return the copy
     */
    public Response events(Stream<ServerSentEvent> events) {
        return events(ServerSentEventStream.body(events));
    }

    private Response events(Body events) {
        return withHeader("Cache-Control", "no-store").withBody("text/event-stream", events);
    }

    /**
     * The answer to HEAD in the place of the one to GET: the same fields, the content's length where it is known, and no
     * content (RFC 9110, 9.3.2).
     */
    Response withoutContent() {
        body.discard();
        var length = body.length();
        var kept = length.isEmpty() || status.isWithoutContent() || headers.contains("Content-Length")
                ? headers
                : headers.plus("Content-Length", String.valueOf(length.getAsLong()));
        return new Response(status, kept, Body.empty());
    }

    /** Equal are the same status, header fields and bytes; streams are equal to themselves only. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Response that
                && status == that.status
                && headers.equals(that.headers)
                && (body == that.body
                        || (body instanceof BytesBody a
                                && that.body instanceof BytesBody b
                                && java.util.Arrays.equals(a.bytes(), b.bytes())));
    }

    @Override
    public int hashCode() {
        return Objects.hash(status, headers);
    }

    /** {@return the status, the fields' names and the length, since all else may be secret} */
    @Override
    public String toString() {
        return "Response[" + status + ", " + headers + ", " + body + "]";
    }
}
