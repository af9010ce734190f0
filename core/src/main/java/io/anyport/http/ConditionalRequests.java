package io.anyport.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Answers GET and HEAD with 304 where the client has what there is, and with 412 where it expects something else (RFC 9110, section
 * 13), by the fields {@code ETag} and {@code Last-Modified} of an answer that is a success. Immutable.
 *
 * <p>The logic is called each time; what is saved is the way to the client. Requests that change something pass: when the answer is
 * there, it is too late. Their logic asks {@link Precondition}.
 */
public final class ConditionalRequests implements Filter {

    private static final int TAG_BYTES = 16; // half a SHA-256: collisions stay out of reach, and each answer carries it

    private final boolean isTagging;

    private ConditionalRequests(boolean isTagging) {
        this.isTagging = isTagging;
    }

    /** {@return a filter that knows what the logic says in {@code ETag} and {@code Last-Modified}} */
    public static ConditionalRequests byFields() {
        return new ConditionalRequests(false);
    }

    /**
     * A filter that gives a strong tag, a hash, to answers with 200 that have none, whose content is in memory and may be stored. The
     * hash is of content, {@code Content-Type} and {@code Content-Encoding}.
     *
     * @return the filter
     */
    public static ConditionalRequests tagging() {
        return new ConditionalRequests(true);
    }

    @Override
    public Handler around(Handler next) {
        Objects.requireNonNull(next, "next");
        return request -> {
            var response = next.handle(request);
            return Precondition.isRead(request) && response.status().isSuccess()
                    ? answer(request, isTagging ? tagged(response) : response)
                    : response;
        };
    }

    private static Response answer(Request request, Response response) {
        var precondition = Precondition.of(request);
        if (!precondition.isGiven()) {
            return response;
        }
        return switch (precondition.against(current(response.headers()))) {
            case HOLDS -> response;
            case NOT_MODIFIED -> notModified(response);
            case FAILED -> failed(response);
        };
    }

    private static Precondition.Current current(Headers headers) {
        return Precondition.Current.of(tag(headers), modified(headers));
    }

    static @Nullable EntityTag tag(Headers headers) {
        return headers.first("ETag").flatMap(EntityTag::parse).orElse(null);
    }

    static @Nullable Instant modified(Headers headers) {
        return headers.first("Last-Modified").flatMap(HttpDate::parse).orElse(null);
    }

    /** What describes the content is left out, but for what guides caches (RFC 9110, section 15.4.5). */
    private static Response notModified(Response response) {
        response.body().discard();
        var kept = response.headers()
                .without("Content-Type")
                .without("Content-Length")
                .without("Content-Encoding")
                .without("Content-Language")
                .without("Content-Range")
                .without("Accept-Ranges");
        return Response.of(Status.NOT_MODIFIED)
                .withHeaders(kept.contains("ETag") ? kept.without("Last-Modified") : kept);
    }

    private static Response failed(Response response) {
        response.body().discard();
        return Precondition.failure().response();
    }

    /** A body without content beside a length is the answer to HEAD of a mounted application: its content is gone. */
    private static Response tagged(Response response) {
        var headers = response.headers();
        boolean hasContent = !response.body().isStream() && !headers.contains("Content-Length");
        boolean isStored = !CacheControl.has(headers, "no-store");
        return hasContent && isStored && response.status() == Status.OK && !headers.contains("ETag")
                ? response.withHeader("ETag", hash(response).toString())
                : response;
    }

    private static EntityTag hash(Response response) {
        try {
            var hash = MessageDigest.getInstance("SHA-256");
            hash.update(description(response.headers()).getBytes(StandardCharsets.UTF_8));
            byte[] digest = hash.digest(response.body().bytes());
            return EntityTag.strong(
                    Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TAG_BYTES)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK must have SHA-256", e);
        }
    }

    /** Line ends stand in no value, so that two fields are not taken for two others. */
    private static String description(Headers headers) {
        return headers.first("Content-Type").orElse("") + "\n"
                + headers.first("Content-Encoding").orElse("") + "\n";
    }
}
