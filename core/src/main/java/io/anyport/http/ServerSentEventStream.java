package io.anyport.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Events as bytes, each of them made when somebody reads on: whoever is slow makes the source wait. A read gives back what one event
 * has left, so that none waits for the next one. Not thread-safe, like all streams.
 */
final class ServerSentEventStream extends InputStream {

    private static final byte[] NOTHING = {};

    private final Iterator<ServerSentEvent> events;
    private final @Nullable AutoCloseable source;
    private byte[] bytes = NOTHING;
    private int position;
    private boolean isClosed;

    private ServerSentEventStream(Iterator<ServerSentEvent> events, @Nullable AutoCloseable source) {
        this.events = events;
        this.source = source;
    }

    static Body body(Iterator<ServerSentEvent> events) {
        Objects.requireNonNull(events, "events");
        return Body.of(new ServerSentEventStream(events, events instanceof AutoCloseable source ? source : null));
    }

    static Body body(Stream<ServerSentEvent> events) {
        return Body.of(new ServerSentEventStream(events.iterator(), events));
    }

    @Override
    public int read() throws IOException {
        return fill() ? bytes[position++] & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - position);
        System.arraycopy(bytes, position, buffer, offset, count);
        position += count;
        return count;
    }

    /** Answers whether there is something to read; waits for the next event if it must. */
    private boolean fill() throws IOException {
        if (isClosed) {
            throw new IOException("the events are closed");
        }
        if (position == bytes.length) {
            if (!events.hasNext()) {
                return false;
            }
            bytes = events.next().text().getBytes(StandardCharsets.UTF_8);
            position = 0;
        }
        return true;
    }

    @Override
    public int available() {
        return bytes.length - position;
    }

    /** Closes the source, once. */
    @Override
    public void close() throws IOException {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            if (source != null) {
                source.close();
            }
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the source of events cannot be closed", e);
        }
    }
}
