package io.anyport.undertow;

import io.anyport.http.Body;
import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.lang.System.Logger.Level;
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
final class BodyReader implements ChannelListener<StreamSourceChannel>, ExchangeCompletionListener {

    private static final System.Logger LOGGER = System.getLogger("io.anyport.undertow");

    private static final int STEP = 16 * 1024;
    private static final byte[] NOTHING = {};

    private final HttpServerExchange exchange;
    private final UndertowExchange bridge;
    private final @Nullable StrictSource source;
    private final Pace pace;
    private final long start = System.nanoTime();
    private final int number; // of the exchange on its connection
    private final int capacity; // one more than may come, to see that it does
    private XnioExecutor.@Nullable Key timer;
    private final Room room;
    private byte[] bytes = NOTHING;
    private int size;
    private long held; // of the room
    private long latest; // when the last byte came

    private BodyReader(
            HttpServerExchange exchange, UndertowExchange bridge, Pace pace, Room room, int number, int capacity) {
        this.room = room;
        this.source = StrictSource.of(exchange);
        this.pace = pace;
        this.number = number;
        this.exchange = exchange;
        this.bridge = bridge;
        this.capacity = capacity;
    }

    /** Reads to the end and tells the bridge: at once if all is there already, else from an I/O thread later. */
    static void read(
            HttpServerExchange exchange, long limit, Pace pace, Room room, UndertowExchange bridge, int number) {
        long announced = exchange.getRequestContentLength();
        long longest = announced < 0 ? limit : announced;
        int capacity = (int) Math.min(longest, Integer.MAX_VALUE - 16) + 1;
        new BodyReader(exchange, bridge, pace, room, number, capacity).begin();
    }

    private void begin() {
        var channel = exchange.getRequestChannel();
        if (!readSafely(channel)) {
            latest = start;
            exchange.addExchangeCompleteListener(this);
            channel.getReadSetter().set(this);
            channel.resumeReads();
            watch(channel);
        }
    }

    /** The connection may have been closed by somebody else. */
    @Override
    public void exchangeEvent(HttpServerExchange ended, NextListener others) {
        release();
        forget();
        others.proceed();
    }

    private void forget() {
        if (timer != null) {
            timer.remove();
        }
    }

    private void release() {
        room.give(held);
        held = 0;
    }

    /** One timer at a time, which looks when the client may be late at the earliest. */
    private void watch(StreamSourceChannel channel) {
        long now = System.nanoTime();
        long left = Math.min(
                pace.milliseconds(size) - TimeUnit.NANOSECONDS.toMillis(now - start),
                pace.body().toMillis() - TimeUnit.NANOSECONDS.toMillis(now - latest));
        if (left > 0) {
            timer = exchange.getIoThread().executeAfter(() -> watch(channel), left, TimeUnit.MILLISECONDS);
            return;
        }
        channel.suspendReads();
        release();
        bridge.broken(exchange, Violation.LATE);
    }

    @Override
    public void handleEvent(StreamSourceChannel channel) {
        latest = System.nanoTime();
        if (readSafely(channel)) {
            forget();
            channel.suspendReads();
        }
    }

    /** {@return whether there is nothing more to read} Nobody but us would notice, if this failed, that the client waits. */
    private boolean readSafely(StreamSourceChannel channel) {
        boolean isOver = true;
        try {
            isOver = readWhatIsThere(channel);
        } catch (RuntimeException | Error e) {
            bytes = NOTHING;
            LOGGER.log(Level.ERROR, "a body cannot be read, its connection is closed", e);
            UndertowResponse.breakOff(exchange);
        } finally {
            if (isOver) {
                release();
            }
        }
        return isOver;
    }

    private boolean readWhatIsThere(StreamSourceChannel channel) {
        try {
            int count = 0;
            Violation broken;
            while ((broken = broken()) == null) {
                if (!isSpacious()) {
                    bridge.crowded(exchange);
                    return true;
                }
                count = channel.read(ByteBuffer.wrap(bytes, size, Math.min(STEP, bytes.length - size)));
                if (count <= 0) {
                    break;
                }
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
                var body = Body.of(Arrays.copyOf(bytes, size));
                long handed = held;
                held = 0;
                bridge.received(exchange, body, () -> room.give(handed));
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

    /** Sees to it that there is space for more. {@return whether there is room for it} */
    private boolean isSpacious() {
        if (size < bytes.length) {
            return true;
        }
        int larger = (int) Math.min(capacity, Math.max(STEP, bytes.length * 2L));
        int more = larger - bytes.length;
        if (!room.take(more, held)) {
            return false;
        }
        held += more;
        bytes = Arrays.copyOf(bytes, larger);
        return true;
    }
}
