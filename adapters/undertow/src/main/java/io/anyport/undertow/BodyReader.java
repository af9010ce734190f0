package io.anyport.undertow;

import io.anyport.http.Body;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * Reads a body as its bytes come, without a thread that waits for them. What is set aside for it grows with what has come, not with
 * what was announced.
 */
final class BodyReader implements ChannelListener<StreamSourceChannel> {

    private static final int STEP = 16 * 1024;

    private final HttpServerExchange exchange;
    private final UndertowExchange bridge;
    private final @Nullable StrictSource source;
    private final Pace pace;
    private final long start = System.nanoTime();
    private final int number; // of the exchange on its connection
    private final int capacity; // one more than may come, to see that it does
    private XnioExecutor.@Nullable Key timer;
    private byte[] bytes;
    private int size;

    private BodyReader(HttpServerExchange exchange, UndertowExchange bridge, Pace pace, int number, int capacity) {
        this.source = StrictSource.of(exchange);
        this.pace = pace;
        this.number = number;
        this.exchange = exchange;
        this.bridge = bridge;
        this.capacity = capacity;
        this.bytes = new byte[Math.min(STEP, capacity)];
    }

    /** Reads to the end and tells the bridge: at once if all is there already, else from an I/O thread later. */
    static void read(HttpServerExchange exchange, long limit, Pace pace, UndertowExchange bridge, int number) {
        long announced = exchange.getRequestContentLength();
        long longest = announced < 0 ? limit : announced;
        int capacity = (int) Math.min(longest, Integer.MAX_VALUE - 16) + 1;
        new BodyReader(exchange, bridge, pace, number, capacity).begin();
    }

    private void begin() {
        var channel = exchange.getRequestChannel();
        if (!readWhatIsThere(channel)) {
            channel.getReadSetter().set(this);
            channel.resumeReads();
            watch(channel);
        }
    }

    /** One timer at a time, which looks when the client may be late at the earliest. */
    private void watch(StreamSourceChannel channel) {
        long left = pace.milliseconds(size) - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        if (left > 0) {
            timer = exchange.getIoThread().executeAfter(() -> watch(channel), left, TimeUnit.MILLISECONDS);
            return;
        }
        channel.suspendReads();
        bridge.broken(exchange, Violation.LATE);
    }

    @Override
    public void handleEvent(StreamSourceChannel channel) {
        if (readWhatIsThere(channel)) {
            var last = timer;
            if (last != null) {
                last.remove();
            }
            channel.suspendReads();
        }
    }

    /** {@return whether there is nothing more to read} */
    private boolean readWhatIsThere(StreamSourceChannel channel) {
        try {
            int count = 0;
            Violation broken;
            while ((broken = broken()) == null && (count = channel.read(space())) > 0) {
                size += count;
                if (size == capacity) {
                    bridge.exceeded(exchange);
                    return true;
                }
            }
            if (broken == null && count == 0) {
                broken = broken();
            }
            if (broken != null) {
                bridge.broken(exchange, broken);
                return true;
            }
            if (count < 0 && size < exchange.getRequestContentLength()) { // as a stream of HTTP/2 can end
                UndertowResponse.breakOff(exchange);
            } else if (count < 0) {
                bridge.received(exchange, Body.of(Arrays.copyOf(bytes, size)));
            }
            return count < 0;
        } catch (IOException gone) { // or the chunks were no chunks, after which nothing can be trusted
            IoUtils.safeClose(exchange.getConnection());
            return true;
        }
    }

    private @Nullable Violation broken() {
        return source == null ? null : source.broken(number);
    }

    private ByteBuffer space() {
        if (size == bytes.length) {
            bytes = Arrays.copyOf(bytes, (int) Math.min(capacity, bytes.length * 2L));
        }
        return ByteBuffer.wrap(bytes, size, Math.min(STEP, bytes.length - size));
    }
}
