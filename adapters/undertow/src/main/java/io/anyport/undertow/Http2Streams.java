package io.anyport.undertow;

import io.undertow.conduits.IdleTimeoutConduit;
import io.undertow.protocols.http2.Http2Channel;
import io.undertow.protocols.http2.Http2DataStreamSinkChannel;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.protocol.framed.AbstractFramedChannel;
import io.undertow.server.protocol.http2.Http2ServerConnection;
import java.lang.reflect.Field;
import org.jspecify.annotations.Nullable;
import org.xnio.StreamConnection;

/** The way from an exchange over HTTP/2 to its stream, which Undertow keeps to itself. */
final class Http2Streams {

    private static final int INTERNAL_ERROR = 2;
    private static final int REFUSED_STREAM = 7;

    private static final Field CHANNEL = field(Http2ServerConnection.class, "channel");
    private static final Field ANSWER = field(Http2ServerConnection.class, "responseChannel");
    private static final Field CONNECTION = field(AbstractFramedChannel.class, "channel");
    private static final Field SINK = field(IdleTimeoutConduit.class, "sink");

    private Http2Streams() {}

    private static Field field(Class<?> type, String name) {
        try {
            var field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field;
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw StrictListening.otherVersion(name, e);
        }
    }

    private static Object get(Field field, Object object) {
        try {
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw StrictListening.otherVersion(field.getName(), e);
        }
    }

    /** Looks whether a version of Undertow has what is needed, so that a server says so at its start. */
    static void check() {}

    /** {@return whether a request is one too many, or was cancelled before it began; then nothing is left to do about it} */
    static boolean isDropped(HttpServerExchange exchange) {
        if (!(exchange.getConnection() instanceof Http2ServerConnection connection)) {
            return false;
        }
        var streams = streams(connection);
        var stream = streams == null ? null : streams.stream(id(connection));
        boolean isDropped = streams != null && (stream == null || stream.isRefused());
        if (isDropped) {
            reset(connection, REFUSED_STREAM);
            exchange.endExchange();
        }
        return isDropped;
    }

    /** Runs something if the client resets the stream, or leaves, before it has its answer. For the I/O thread of the exchange. */
    static void onDeparture(HttpServerExchange exchange, Runnable task) {
        if (exchange.getConnection() instanceof Http2ServerConnection connection) {
            var streams = streams(connection);
            var stream = streams == null ? null : streams.stream(id(connection));
            if (stream != null) {
                stream.onDeparture(task);
            } else if (streams != null) {
                task.run();
            }
        }
    }

    /** Ends an exchange so that its client knows that the answer is not complete. {@return false over HTTP/1.1} */
    static boolean breakOff(HttpServerExchange exchange) {
        if (!(exchange.getConnection() instanceof Http2ServerConnection connection)) {
            return false;
        }
        exchange.getIoThread().execute(() -> {
            var stream = stream(connection);
            if (stream != null) {
                stream.breakOff();
            }
            reset(connection, INTERNAL_ERROR);
            exchange.endExchange(); // which comes second: it would be a clean end
        });
        return true;
    }

    private static @Nullable Http2Stream stream(Http2ServerConnection connection) {
        var streams = streams(connection);
        return streams == null ? null : streams.stream(id(connection));
    }

    /** {@return what is followed on the connection of an exchange; null if nothing is, as under a conduit of a user's own} */
    private static @Nullable Http2Connection streams(Http2ServerConnection connection) {
        var below = (StreamConnection) get(CONNECTION, get(CHANNEL, connection));
        var conduit = below.getSinkChannel().getConduit();
        return conduit instanceof IdleTimeoutConduit idle && get(SINK, idle) instanceof FrameSink sink
                ? sink.streams()
                : null;
    }

    private static int id(Http2ServerConnection connection) {
        return ((Http2DataStreamSinkChannel) get(ANSWER, connection)).getStreamId();
    }

    private static void reset(Http2ServerConnection connection, int code) {
        ((Http2Channel) get(CHANNEL, connection)).sendRstStream(id(connection), code);
    }
}
