package io.anyport.undertow;

import static io.undertow.UndertowOptions.ENABLE_HTTP2;
import static io.undertow.UndertowOptions.HTTP2_SETTINGS_ENABLE_PUSH;
import static io.undertow.UndertowOptions.HTTP2_SETTINGS_MAX_CONCURRENT_STREAMS;
import static io.undertow.UndertowOptions.MAX_RST_FRAMES_PER_WINDOW;
import static io.undertow.UndertowOptions.RST_FRAMES_TIME_WINDOW;

import io.undertow.Undertow;
import io.undertow.Undertow.ListenerBuilder;
import io.undertow.Undertow.ListenerType;
import io.undertow.server.HttpHandler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.xnio.Options;

/** The ports of a server, and what is spoken there. */
final class Listeners {

    private static final int RESETS = 100; // by a client, in this many milliseconds
    private static final int RESET_MILLISECONDS = 10_000;

    private final ServerOptions options;
    private final @Nullable SSLContext tls;

    private Listeners(ServerOptions options, @Nullable SSLContext tls) {
        this.options = options;
        this.tls = tls;
    }

    /** {@return the ports} Reads the certificate, so that what is wrong with it is said before anything listens. */
    static Listeners of(ServerOptions options) {
        var encryption = options.encryption();
        var files = encryption.files();
        if (files == null && encryption.hasClearPort()) {
            throw new IllegalArgumentException("clearPort is for servers with tls");
        }
        return new Listeners(options, files == null ? null : context(files, encryption.pause()));
    }

    private static SSLContext context(KeyPairFiles files, Duration pause) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(new KeyManager[] {ReloadingKeys.of(files, pause)}, null, null);
            return context;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the certificate: " + e, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("cannot use the certificate: " + e.getMessage(), e);
        }
    }

    /** @param health what answers on the port for health alone */
    Undertow.Builder addTo(Undertow.Builder builder, HttpHandler health) {
        var encryption = options.encryption();
        int port = options.listening().port();
        Http2Streams.check();
        if (tls == null) {
            builder.addListener(clear(port));
        } else {
            builder.addListener(listener(port)
                    .setType(ListenerType.HTTPS)
                    .setSslContext(tls)
                    .setHttp2Enabled(encryption.http2() != Http2.NEVER));
        }
        if (encryption.hasClearPort()) {
            builder.addListener(clear(encryption.clearPort()));
        }
        if (options.health().isApart()) { // behind the others, where its port is looked for
            builder.addListener(clear(options.health().port()).setRootHandler(health));
        }
        if (encryption.http2() == Http2.ALSO_CLEAR) { // without which a client that begins with it is not understood
            builder.setServerOption(ENABLE_HTTP2, true);
        }
        return builder.setSocketOption(Options.BACKLOG, options.listening().backlog())
                .setServerOption(HTTP2_SETTINGS_MAX_CONCURRENT_STREAMS, Http2Connection.STREAMS)
                .setServerOption(HTTP2_SETTINGS_ENABLE_PUSH, false)
                .setServerOption(MAX_RST_FRAMES_PER_WINDOW, RESETS)
                .setServerOption(RST_FRAMES_TIME_WINDOW, RESET_MILLISECONDS);
    }

    private ListenerBuilder clear(int port) {
        return listener(port)
                .setType(ListenerType.HTTP)
                .setHttp2Enabled(options.encryption().http2() == Http2.ALSO_CLEAR);
    }

    private ListenerBuilder listener(int port) {
        return new ListenerBuilder()
                .setPort(port)
                .setHost(options.listening().host())
                .setUseProxyProtocol(!options.listening().relays().isEmpty());
    }
}
