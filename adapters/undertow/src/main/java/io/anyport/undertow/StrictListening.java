package io.anyport.undertow;

import io.anyport.http.AddressRange;
import io.undertow.Undertow;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.OpenListener;
import java.lang.reflect.Field;
import java.util.List;
import org.xnio.ChannelListener;
import org.xnio.ChannelListeners;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.channels.AcceptingChannel;

/**
 * Puts a {@link StrictSource} under each connection before Undertow sees it. Undertow has no place for that, and building its listeners
 * without it would take away its builder from our users; so what it listens with is looked up once, at the start.
 */
final class StrictListening implements ChannelListener<StreamConnection> {

    private final OpenListener undertow;
    private final Limits limits;
    private final boolean isHttp2Possible;

    /** What a request may take. */
    record Limits(long body, int head, Pace pace) {}

    private StrictListening(OpenListener undertow, Limits limits, boolean isHttp2Possible) {
        this.undertow = undertow;
        this.limits = limits;
        this.isHttp2Possible = isHttp2Possible;
    }

    /** Takes over what a server that has just been started listens with. */
    static void begin(Undertow server, Limits limits, Http2 http2, List<AddressRange> relays) {
        for (var listener : server.getListenerInfo()) {
            if (listener.getProtcol().startsWith("http")) {
                boolean isTls = listener.getProtcol().equals("https");
                boolean isHttp2Possible = http2 == Http2.ALSO_CLEAR || (isTls && http2 != Http2.NEVER);
                begin(listener, limits, isHttp2Possible, relays);
            }
        }
    }

    @SuppressWarnings("unchecked") // a field of Undertow, whose type is known; what it gives is nothing but connections
    private static void begin(
            Undertow.ListenerInfo listener, Limits limits, boolean isHttp2Possible, List<AddressRange> relays) {
        var undertow = (OpenListener) field(listener, "openListener");
        var channel = (AcceptingChannel<StreamConnection>) field(listener, "channel");
        var strict = new StrictListening(undertow, limits, isHttp2Possible);
        listener.suspend();
        channel.getAcceptSetter()
                .set(ChannelListeners.openListenerAdapter(
                        relays.isEmpty() ? strict : relayed(strict, relays, listener)));
        undertow.closeConnections(); // of which Undertow was quicker
        listener.resume();
    }

    private static RelayedListening relayed(
            StrictListening strict, List<AddressRange> relays, Undertow.ListenerInfo listener) {
        var tls = (UndertowXnioSsl) field(listener, "ssl");
        return new RelayedListening(strict.undertow, strict, relays, tls, strict.limits.pace.head());
    }

    /** Refuses connections from now on; those that are there go on. */
    static void end(Undertow server) {
        for (var listener : server.getListenerInfo()) {
            IoUtils.safeClose((AcceptingChannel<?>) field(listener, "channel"));
        }
    }

    /** Ends all connections, whatever they do. */
    static void closeConnections(Undertow server) {
        for (var listener : server.getListenerInfo()) {
            ((OpenListener) field(listener, "openListener")).closeConnections();
        }
    }

    private static Object field(Undertow.ListenerInfo listener, String name) {
        try {
            Field field = Undertow.ListenerInfo.class.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(listener);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw otherVersion(name, e);
        }
    }

    static IllegalStateException otherVersion(String missing, Exception cause) {
        return new IllegalStateException(
                "anyport-undertow needs the version of undertow-core that it depends on: there is no " + missing,
                cause);
    }

    @Override
    public void handleEvent(StreamConnection connection) {
        var channel = connection.getSourceChannel();
        var requests = new RequestBytes(limits.body(), limits.head(), isHttp2Possible);
        var sink = connection.getSinkChannel();
        sink.setConduit(
                new WatchedSink(connection, sink.getConduit(), limits.pace().answer()));
        var frames = isHttp2Possible ? frames(connection) : null;
        channel.setConduit(new StrictSource(channel.getConduit(), requests, limits.pace(), frames));
        undertow.handleEvent(connection);
    }

    private FrameSource frames(StreamConnection connection) {
        var streams = new Http2Connection(limits.head());
        var channel = connection.getSinkChannel();
        var sink = new FrameSink(channel.getConduit(), streams);
        channel.setConduit(sink);
        return new FrameSource(connection, streams, sink);
    }
}
