package io.anyport.http;

/**
 * Compression, ranges and conditional requests in the order in which they fit together: preconditions are asked first, and of content as
 * it is; then ranges are cut; what is left whole is compressed last.
 */
public final class Representations {

    private Representations() {}

    /**
     * The three filters as one, with tags for what has none: {@code Compression.gzip()} around {@code Ranges.ofBytes()} around
     * {@code ConditionalRequests.tagging()}.
     *
     * @return the filter
     */
    public static Filter negotiated() {
        return Compression.gzip().then(Ranges.ofBytes()).then(ConditionalRequests.tagging());
    }
}
