package io.anyport.undertow;

import io.undertow.server.ExchangeCompletionListener;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Protocols;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;

/**
 * An answer on its way to a client that may be slow. A worker makes a piece and writes what the connection takes at once. If there is a
 * rest, the worker is given back; an I/O thread writes the rest as the client takes it, and then asks for a worker that makes the next
 * piece. Until then the answer is not in flight, and what waits of it takes room.
 */
final class Outflow implements ChannelListener<StreamSinkChannel>, ExchangeCompletionListener {

    private static final System.Logger LOGGER = System.getLogger("io.anyport.undertow");

    private static final long BESIDES = 16 * 1024; // what Undertow keeps for an exchange, with a buffer
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private enum Turn {
        WORKER,
        CLIENT,
        NOBODY // it is over
    }

    private final HttpServerExchange exchange;
    private final Readers readers;
    private final @Nullable Pieces pieces;
    private final Consumer<Outflow> next; // asks for a worker that goes on
    private final AtomicReference<Turn> turn = new AtomicReference<>(Turn.WORKER);
    private @Nullable StreamSinkChannel channel;
    private ByteBuffer rest;
    private boolean isLast;
    private boolean isShut;
    private boolean isObserved;
    private long held;
    private XnioExecutor.@Nullable Key timer;

    private Outflow(
            HttpServerExchange exchange,
            Readers readers,
            @Nullable Pieces pieces,
            ByteBuffer rest,
            Consumer<Outflow> next) {
        this.exchange = exchange;
        this.readers = readers;
        this.pieces = pieces;
        this.rest = rest;
        this.isLast = pieces == null;
        this.next = next;
    }

    /** An answer in one piece. */
    static Outflow of(ByteBuffer bytes, HttpServerExchange exchange, Readers readers) {
        return new Outflow(exchange, readers, null, bytes, outflow -> {});
    }

    /** An answer in pieces, which asks for a worker when the next one is to be made. */
    static Outflow of(Pieces pieces, HttpServerExchange exchange, Readers readers, Consumer<Outflow> next) {
        return new Outflow(exchange, readers, pieces, NOTHING, next);
    }

    /**
     * Sends to the end, or until the client is slower. For a worker whose turn it is.
     *
     * @throws IOException if the client has gone
     * @throws FailedAnswer if the answer breaks off
     */
    void send() throws IOException, FailedAnswer {
        boolean isDone = false;
        try {
            advance();
            isDone = true;
        } finally {
            if (!isDone) {
                end();
            }
        }
    }

    private void advance() throws IOException, FailedAnswer {
        do {
            makeNext();
            if (!drain()) {
                await();
                return;
            }
        } while (!isLast);
        complete();
    }

    private void makeNext() throws FailedAnswer {
        if (pieces != null) {
            var piece = pieces.next();
            isLast = piece == null;
            rest = piece == null ? NOTHING : piece;
        }
    }

    /** What fails before there is a piece can still be another answer. */
    private StreamSinkChannel channel() {
        var known = channel;
        if (known == null) {
            known = exchange.getResponseChannel();
            channel = known;
        }
        return known;
    }

    /** Writes without waiting. {@return whether the connection has taken everything} */
    private boolean drain() throws IOException {
        var sink = channel();
        while (rest.hasRemaining()) {
            if (sink.write(rest) == 0) {
                return false;
            }
        }
        if (isLast && !isShut) {
            isShut = true;
            sink.shutdownWrites();
        }
        return sink.flush();
    }

    /** It is the client's turn. */
    private void await() {
        long size = BESIDES + (pieces == null ? rest.capacity() : pieces.size());
        if (!readers.room().take(size, 0)) {
            LOGGER.log(Level.DEBUG, "an answer is broken off, since too many wait for their clients");
            giveUp();
            return;
        }
        held = size;
        if (!isObserved) {
            isObserved = true;
            exchange.addExchangeCompleteListener(this);
        }
        var sink = channel();
        sink.getWriteSetter().set(this);
        if (exchange.getProtocol().equals(Protocols.HTTP_2_0)) {
            watch();
        }
        turn.set(Turn.CLIENT);
        if (exchange.getConnection().isOpen()) {
            sink.resumeWrites();
        } else {
            exchange.getIoThread().execute(() -> handleEvent(sink));
        }
        if (exchange.isComplete()) { // it was closed when it was not yet the client's turn
            leave();
        }
    }

    /** Over HTTP/1.1 a {@link WatchedSink} sees to that; here a client may take everything but this. */
    private void watch() {
        long sent = exchange.getResponseBytesSent();
        timer = exchange.getIoThread()
                .executeAfter(() -> look(sent), readers.longest().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(long before) {
        if (turn.get() != Turn.CLIENT) {
            return;
        }
        if (exchange.getResponseBytesSent() > before) {
            watch();
        } else {
            giveUp();
        }
    }

    /** The connection takes more. On its I/O thread. */
    @Override
    public void handleEvent(StreamSinkChannel sink) {
        if (turn.get() != Turn.CLIENT) {
            sink.suspendWrites();
            return;
        }
        try {
            if (drain()) {
                sink.suspendWrites();
                taken();
            }
        } catch (IOException gone) {
            LOGGER.log(Level.DEBUG, "the client has gone", gone);
            giveUp();
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.ERROR, "an answer is broken off", e);
            giveUp();
        }
    }

    private void taken() {
        if (isLast) {
            complete();
        } else if (turn.compareAndSet(Turn.CLIENT, Turn.WORKER)) {
            release();
            next.accept(this);
        }
    }

    private void complete() {
        end();
        if (exchange.isRequestComplete()) {
            exchange.endExchange();
        } else {
            Lingering.begin(exchange);
        }
    }

    private void giveUp() {
        end();
        UndertowResponse.breakOff(exchange);
        IoUtils.safeClose(channel); // a stream whose window is closed would keep its buffer
    }

    /** Nothing more is sent; the source is closed. */
    void end() {
        if (turn.getAndSet(Turn.NOBODY) != Turn.NOBODY) {
            release();
            close();
        }
    }

    private void release() {
        readers.room().give(held);
        held = 0;
        if (timer != null) {
            timer.remove();
            timer = null;
        }
    }

    /** The exchange has ended, perhaps with its connection. A worker whose turn it is finds that out when it writes. */
    @Override
    public void exchangeEvent(HttpServerExchange ended, NextListener others) {
        leave();
        others.proceed();
    }

    private void leave() {
        if (turn.compareAndSet(Turn.CLIENT, Turn.NOBODY)) {
            release();
            close();
        }
    }

    /** Closing may take long, so an I/O thread does not do it if there is anybody else. */
    private void close() {
        if (pieces == null || pieces.isClosed()) {
            return;
        }
        if (Thread.currentThread() != exchange.getIoThread()) {
            pieces.close();
            return;
        }
        try {
            exchange.getConnection().getWorker().execute(pieces::close);
        } catch (RejectedExecutionException stopped) {
            pieces.close();
        }
    }
}
