package io.anyport.undertow;

import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.App;
import io.anyport.http.Response;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that begin with a header of the PROXY protocol. */
@Timeout(60)
final class ProxyProtocolTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LAST = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    private static final byte[] SIGNATURE = HexFormat.of().parseHex("0d0a0d0a000d0a515549540a");

    private static final App APP = App.of(
            "proxied",
            get("/").to(request ->
                    Response.ok().text(request.invocation().clientAddress().orElse("none"))));

    @TempDir
    private Path folder;

    private static UndertowServer start(String... ranges) {
        return UndertowServer.start(APP, ServerOptions.onPort(0).proxyProtocol(ranges));
    }

    private static byte[] version2(int command, int family, byte... addresses) {
        var header = new ByteArrayOutputStream();
        header.writeBytes(SIGNATURE);
        header.write(0x20 | command);
        header.write(family);
        header.write(addresses.length >> 8);
        header.write(addresses.length);
        header.writeBytes(addresses);
        return header.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({
        "PROXY TCP4 192.0.2.7 198.51.100.1 56324 443, 192.0.2.7",
        "PROXY TCP6 2001:db8::7 2001:db8::1 56324 443, 2001:db8:0:0:0:0:0:7",
        "PROXY UNKNOWN, 127.0.0.1",
        "PROXY UNKNOWN ffff::1 ffff::2 1 2, 127.0.0.1",
    })
    void theClientIsWhoTheHeaderOfVersion1Says(String header, String client) throws IOException {
        try (var server = start("127.0.0.0/8", "::1")) {
            for (var separator : new String[] {"together", "apart"}) {
                try (var socket = new SocketClient(server.port())) {
                    if (separator.equals("together")) {
                        socket.send(header + "\r\n" + GET);
                    } else {
                        socket.send(header + "\r").send("\n").send("GET").send(GET.substring(3));
                    }
                    assertEquals(client, socket.answer().text());
                    assertEquals(client, socket.send(GET).answer().text());
                }
            }
        }
    }

    @Test
    void theClientIsWhoTheHeaderOfVersion2Says() throws IOException {
        byte[] four = {(byte) 192, 0, 2, 9, (byte) 198, 51, 100, 1, 1, 2, 3, 4, /* a value that follows */ 4, 0, 1, 9};
        byte[] six = new byte[36];
        six[0] = 0x20;
        six[15] = 8;
        try (var server = start("127.0.0.1")) {
            assertEquals("192.0.2.9", answer(server, version2(1, 0x11, four)));
            assertEquals("2000:0:0:0:0:0:0:8", answer(server, version2(1, 0x21, six)));
            assertEquals("127.0.0.1", answer(server, version2(0, 0)));
        }
    }

    private static String answer(UndertowServer server, byte[] header) throws IOException {
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(header);
        bytes.writeBytes(GET.getBytes(StandardCharsets.ISO_8859_1));
        try (var socket = new SocketClient(server.port())) {
            return socket.send(bytes.toByteArray()).answer().text();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"send-proxy", "send-proxy-v2"})
    void haproxySaysWhoTheClientIs(String version) throws IOException {
        Haproxy.assumeInstalled();
        try (var server = start("127.0.0.1");
                var proxy = Haproxy.start(folder, configuration(server.port(), version));
                var socket = new Socket(
                        InetAddress.getLoopbackAddress(),
                        proxy.port(),
                        InetAddress.getByAddress(new byte[] {127, 0, 0, 5}),
                        0)) {
            socket.getOutputStream().write(LAST.getBytes(StandardCharsets.US_ASCII));
            assertEquals("127.0.0.5", body(socket));
        }
    }

    private static String configuration(int server, String version) {
        return """
                defaults
                  mode http
                  timeout client 10s
                  timeout server 10s
                  timeout connect 5s
                frontend front
                  bind 127.0.0.1:%%d
                  default_backend back
                backend back
                  server one 127.0.0.1:%d %s
                """.formatted(server, version);
    }

    private static String body(Socket socket) throws IOException {
        String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        return answer.substring(answer.indexOf("\r\n\r\n") + 4);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GET,
                "PROXY TCP4 192.0.2.7 198.51.100.1 56324\r\n" + GET,
                "PROXY TCP4 192.0.2 198.51.100.1 56324 443\r\n" + GET,
                "PROXY TCP4 192.0.2.7 198.51.100.1 x 443\r\n" + GET,
                "PROXY TCP4 192.0.2.7 198.51.100.1 56324 443\n" + GET,
                "PROXY UDP4 192.0.2.7 198.51.100.1 56324 443\r\n" + GET,
                "PROXY  TCP4 192.0.2.7 198.51.100.1 56324 443\r\n" + GET,
            })
    void whatIsMalformedEndsTheConnection(String begun) throws IOException {
        var options = ServerOptions.onPort(0).proxyProtocol("127.0.0.1").headTime(Duration.ofSeconds(1));
        try (var server = UndertowServer.start(APP, options)) {
            assertClosed(server, begun);
        }
    }

    @Test
    void whatIsMalformedInVersion2EndsTheConnection() throws IOException {
        byte[] wrongVersion = version2(1, 0x11, new byte[12]);
        wrongVersion[12] = 0x11;
        byte[] wrongSignature = version2(1, 0x11, new byte[12]);
        wrongSignature[11] = '\r';
        try (var server = start("127.0.0.1")) {
            assertClosed(server, wrongVersion);
            assertClosed(server, wrongSignature);
            assertClosed(server, version2(1, 0x11, new byte[4]));
            assertClosed(server, Arrays.copyOf(version2(1, 0x11, new byte[12]), 20)); // it does not come in parts
        }
    }

    private static void assertClosed(UndertowServer server, String begun) throws IOException {
        assertClosed(server, begun.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static void assertClosed(UndertowServer server, byte[] begun) throws IOException {
        try (var socket = new SocketClient(server.port())) {
            socket.send(begun);
            assertEquals("", socket.rest());
        } catch (SocketException reset) { // what it has not read
            assertEquals(true, String.valueOf(reset.getMessage()).matches("Connection reset.*|Broken pipe"));
        }
    }

    @Test
    void whoeverIsNoRelayIsNobody() throws IOException {
        try (var server = start("192.0.2.0/24")) {
            assertClosed(server, "PROXY TCP4 192.0.2.7 198.51.100.1 56324 443\r\n" + GET);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "PROXY TCP4 192"})
    void aHeaderThatDoesNotComeIsNotWaitedFor(String begun) throws IOException {
        var options = ServerOptions.onPort(0).proxyProtocol("127.0.0.1").headTime(Duration.ofMillis(50));
        try (var server = UndertowServer.start(APP, options)) {
            assertClosed(server, begun);
        }
    }

    @Test
    void requestsBehindTheHeaderAreReadStrictly() throws IOException {
        try (var server = start("127.0.0.1");
                var socket = new SocketClient(server.port())) {
            socket.send("PROXY UNKNOWN\r\nGET / HTTP/9.9\r\nHost: a\r\n\r\n");
            assertEquals(505, socket.answer().status().code());
        }
    }

    @Test
    void tlsIsBehindTheHeader() throws Exception {
        var keys = TestKeys.make(folder, "EC", "localhost");
        var options = ServerOptions.onPort(0).tls(keys.chain(), keys.key()).proxyProtocol("127.0.0.1");
        try (var server = UndertowServer.start(APP, options);
                var plain = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            plain.getOutputStream()
                    .write("PROXY TCP4 192.0.2.7 198.51.100.1 56324 443\r\n".getBytes(StandardCharsets.US_ASCII));
            var tls =
                    (SSLSocket) keys.client().getSocketFactory().createSocket(plain, "localhost", server.port(), true);
            tls.getOutputStream().write(LAST.getBytes(StandardCharsets.US_ASCII));
            assertEquals("192.0.2.7", body(tls));
        }
    }

    @Test
    void rangesAreAsked() {
        var options = ServerOptions.onPort(0);
        assertThrows(IllegalArgumentException.class, options::proxyProtocol);
        assertThrows(IllegalArgumentException.class, () -> options.proxyProtocol("10.0.0.0/8", "x"));
        assertThrows(IllegalArgumentException.class, () -> options.backlog(0));
    }
}
