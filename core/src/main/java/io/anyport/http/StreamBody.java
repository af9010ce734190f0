package io.anyport.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.OptionalLong;

/**
 * A stream that is read once.
 *
 * @param known the length in bytes, or -1
 */
record StreamBody(InputStream stream, long known) implements Body {

    @Override
    public OptionalLong length() {
        return known < 0 ? OptionalLong.empty() : OptionalLong.of(known);
    }

    @Override
    public byte[] bytes() {
        try (stream) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void discard() {
        try {
            stream.close();
        } catch (IOException e) {
            // of no interest to anybody: nothing was to be read
        }
    }

    @Override
    public String toString() {
        return "Body[stream]";
    }
}
