package io.anyport.undertow;

import io.anyport.http.AddressRange;
import io.undertow.protocols.ssl.UndertowXnioSsl;
import io.undertow.server.ConnectorStatistics;
import io.undertow.server.HttpHandler;
import io.undertow.server.OpenListener;
import io.undertow.server.protocol.proxy.ProxyProtocolOpenListener;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.ChannelListener;
import org.xnio.IoUtils;
import org.xnio.OptionMap;
import org.xnio.StreamConnection;
import org.xnio.XnioExecutor;

/**
 * Takes connections that begin with a header of the PROXY protocol, version 1 or 2, and from nobody but the relays that are known: who
 * may send the header may claim to be anyone. Undertow reads it; a malformed one, or one that does not come in time, ends the connection.
 */
final class RelayedListening implements ChannelListener<StreamConnection> {

    private static final System.Logger LOGGER = System.getLogger("io.anyport.undertow");

    private final OpenListener undertow;
    private final ChannelListener<StreamConnection> next;
    private final List<AddressRange> relays;
    private final @Nullable UndertowXnioSsl tls;
    private final Duration patience;

    RelayedListening(
            OpenListener undertow,
            ChannelListener<StreamConnection> next,
            List<AddressRange> relays,
            @Nullable UndertowXnioSsl tls,
            Duration patience) {
        this.undertow = undertow;
        this.next = next;
        this.relays = relays;
        this.tls = tls;
        this.patience = patience;
    }

    @Override
    @SuppressWarnings("NullAway") // Undertow takes null for no TLS
    public void handleEvent(StreamConnection connection) {
        if (!isKnown(connection.getPeerAddress(InetSocketAddress.class))) {
            LOGGER.log(Level.DEBUG, "a connection does not come from a relay");
            IoUtils.safeClose(connection);
            return;
        }
        var late = connection
                .getIoThread()
                .executeAfter(() -> IoUtils.safeClose(connection), patience.toMillis(), TimeUnit.MILLISECONDS);
        new ProxyProtocolOpenListener(new Relayed(late), tls, undertow.getBufferPool(), OptionMap.EMPTY)
                .handleEvent(connection);
    }

    private boolean isKnown(@Nullable InetSocketAddress peer) {
        if (peer == null || peer.getAddress() == null) {
            return false;
        }
        String address = peer.getAddress().getHostAddress().replaceFirst("%.*", "");
        return relays.stream().anyMatch(range -> range.contains(address));
    }

    /** A connection whose header has been read goes the way of all others. */
    private final class Relayed implements OpenListener {

        private final XnioExecutor.Key late;

        Relayed(XnioExecutor.Key late) {
            this.late = late;
        }

        @Override
        public void handleEvent(StreamConnection connection) {
            late.remove();
            next.handleEvent(connection);
        }

        @Override
        public HttpHandler getRootHandler() {
            return undertow.getRootHandler();
        }

        @Override
        public void setRootHandler(HttpHandler handler) {
            undertow.setRootHandler(handler);
        }

        @Override
        public OptionMap getUndertowOptions() {
            return undertow.getUndertowOptions();
        }

        @Override
        public void setUndertowOptions(OptionMap options) {
            undertow.setUndertowOptions(options);
        }

        @Override
        public io.undertow.connector.ByteBufferPool getBufferPool() {
            return undertow.getBufferPool();
        }

        @Override
        public ConnectorStatistics getConnectorStatistics() {
            return undertow.getConnectorStatistics();
        }
    }
}
