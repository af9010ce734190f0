package io.anyport.http;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;

/**
 * The content of a request or a response: bytes that are there, or a stream that is read once. Bytes may be shared by
 * threads; a stream belongs to the one who reads it.
 */
public sealed interface Body permits BytesBody, FileBody, StreamBody {

    /** {@return no content} */
    static Body empty() {
        return BytesBody.EMPTY;
    }

    /**
     * Content from bytes, which are not copied: they must not be changed afterwards.
     *
     * @param bytes the content
     * @return the body
     */
    static Body of(byte[] bytes) {
        return bytes.length == 0 ? BytesBody.EMPTY : new BytesBody(bytes);
    }

    /**
     * Content from text, in UTF-8.
     *
     * @param text the content
     * @return the body
     */
    static Body of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Content of unknown length from a stream, which is closed by whoever reads it to its end or gives up.
     *
     * @param stream the content
     * @return the body
     */
    static Body of(InputStream stream) {
        return new StreamBody(stream, -1);
    }

    /**
     * Content of a known length from a stream, which is closed by whoever reads it to its end or gives up.
     *
     * @param stream the content
     * @param length its exact length in bytes
     * @return the body
     * @throws IllegalArgumentException if the length is negative
     */
    static Body of(InputStream stream, long length) {
        if (length < 0) {
            throw new IllegalArgumentException("length must be >= 0, is " + length);
        }
        return new StreamBody(stream, length);
    }

    /**
     * Content from a file, which is opened when it is sent, and for each of the parts that {@link Ranges} sends. Its length is what it is now:
     * what is appended later is not sent, and a file that has become shorter cuts the answer off.
     *
     * @param file a regular file
     * @return the body
     * @throws UncheckedIOException if there is no such file
     */
    static Body of(Path file) {
        return FileBody.of(file);
    }

    /** {@return whether the content is a stream, which is read once and need not fit into memory} */
    default boolean isStream() {
        return !(this instanceof BytesBody); // which asks for no class that a function without streams would not have
    }

    /** {@return the length in bytes, if it is known} */
    OptionalLong length();

    /**
     * All bytes; a stream is read to its end and closed. The array is shared: it must not be changed.
     *
     * @return the content
     * @throws UncheckedIOException if the stream fails
     * @throws ProblemException with 413 if a request's content turns out to be over the limit
     */
    byte[] bytes();

    /** {@return a stream of the content, to be closed by the caller} */
    InputStream stream();

    /** {@return the content as text, decoded as UTF-8; a malformed sequence becomes U+FFFD} */
    default String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** Closes a stream that nobody is going to read; does nothing for bytes. */
    default void discard() {}
}
