package io.anyport.undertow;

import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSourceChannel;

/**
 * The end of a connection whose client still sends a body that was refused. If it were closed at once, what the client sends would be
 * answered by a reset, and a reset takes away the answer that the client has not read yet.
 */
final class Lingering implements ChannelListener<StreamSourceChannel> {

    /** A client that does not listen gets no more than that. */
    private static final int SECONDS = 10;

    private final HttpServerExchange exchange;
    private final XnioExecutor.Key end;

    private Lingering(HttpServerExchange exchange) {
        this.exchange = exchange;
        this.end = exchange.getIoThread()
                .executeAfter(() -> IoUtils.safeClose(exchange.getConnection()), SECONDS, TimeUnit.SECONDS);
    }

    /** Throws away what comes, for a while; the answer must have been sent, with {@code Connection: close}. */
    static void begin(HttpServerExchange exchange) {
        try {
            exchange.getIoThread().execute(() -> linger(exchange));
        } catch (RejectedExecutionException stopped) {
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    private static void linger(HttpServerExchange exchange) {
        var source = StrictSource.of(exchange);
        if (source != null) {
            source.giveUp();
        }
        try {
            Connectors.resetRequestChannel(exchange);
            var channel = exchange.getRequestChannel();
            var lingering = new Lingering(exchange);
            channel.getReadSetter().set(lingering);
            channel.resumeReads();
            lingering.handleEvent(channel);
        } catch (RejectedExecutionException stopped) {
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    @Override
    public void handleEvent(StreamSourceChannel channel) {
        var waste = ByteBuffer.allocate(16 * 1024);
        try {
            int count;
            while ((count = channel.read(waste)) > 0) {
                waste.clear();
            }
            if (count < 0) {
                end.remove();
                exchange.endExchange();
            }
        } catch (IOException gone) {
            end.remove();
            IoUtils.safeClose(exchange.getConnection());
        }
    }
}
