package io.anyport.undertow;

import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Response;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Certificates from PEM files, and what is spoken on which port. */
final class TlsTest {

    private static final App APP = App.of(
            "tls", get("/").to(request -> Response.ok().text(request.origin().toString())));

    @TempDir
    private Path folder;

    private static HttpResponse<String> ask(HttpClient client, String scheme, int port) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(scheme + "://localhost:" + port + "/"))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private static HttpClient client(TestKeys keys) throws Exception {
        return HttpClient.newBuilder().sslContext(keys.client()).build();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RSA", "EC", "Ed25519"})
    void keysOfAllKindsAreServed(String algorithm) throws Exception {
        var keys = TestKeys.make(folder, algorithm, "first");
        try (var server = UndertowServer.start(APP, keys.options())) {
            var answer = ask(client(keys), "https", server.port());
            assertEquals("https://localhost:" + server.port(), answer.body());
            assertEquals(HttpClient.Version.HTTP_2, answer.version());
        }
    }

    @Test
    void http2IsChosenWhereItIsSpokenOnly() throws Exception {
        var keys = TestKeys.make(folder, "EC", "first");
        var options = keys.options().http2(Http2.NEVER).clearPort(0);
        try (var server = UndertowServer.start(APP, options)) {
            var client = client(keys);
            assertEquals(
                    HttpClient.Version.HTTP_1_1,
                    ask(client, "https", server.port()).version());
            var clear = ask(client, "http", server.clearPort()); // which asks for an upgrade
            assertEquals(HttpClient.Version.HTTP_1_1, clear.version());
            assertEquals("http://localhost:" + server.clearPort(), clear.body());
        }
    }

    @Test
    void http2InTheClearIsForThoseWhoAskForIt() throws Exception {
        var options = ServerOptions.onPort(0).http2(Http2.ALSO_CLEAR);
        try (var server = UndertowServer.start(APP, options)) {
            var answer = ask(HttpClient.newHttpClient(), "http", server.port());
            assertEquals(HttpClient.Version.HTTP_2, answer.version());
            assertEquals("http://localhost:" + server.port(), answer.body());
        }
    }

    @Test
    void neitherUpgradeNorPrefaceDoAnythingUnlessAskedFor() throws Exception {
        try (var server = UndertowServer.start(APP, 0);
                var upgrading = new SocketClient(server.port());
                var knowing = new SocketClient(server.port())) {
            upgrading.send(String.join(
                    "\r\n",
                    "GET / HTTP/1.1",
                    "Host: a",
                    "Connection: Upgrade, HTTP2-Settings",
                    "Upgrade: h2c",
                    "HTTP2-Settings: AAMAAABkAAQAAP__",
                    "",
                    ""));
            var answer = upgrading.answer();
            assertEquals(200, answer.status().code());
            assertEquals("http://a", answer.text());
            knowing.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
            knowing.finishSending();
            String refused = knowing.rest();
            assertTrue(refused.isEmpty() || refused.matches("(?s)HTTP/1\\.1 [45].*"), refused);
        }
    }

    @Test
    void whatIsNoPairIsRefusedAtTheStart() throws Exception {
        var first = TestKeys.make(folder, "EC", "first");
        var second = TestKeys.make(folder, "EC", "second");
        var old = Files.writeString(
                folder.resolve("old.key"), "-----BEGIN RSA PRIVATE KEY-----\nAAAA\n-----END RSA PRIVATE KEY-----\n");
        assertTrue(refusal(ServerOptions.onPort(0).tls(first.chain(), second.key()))
                .contains("is not the key of the first certificate of"));
        assertTrue(refusal(ServerOptions.onPort(0).tls(first.chain(), old))
                .endsWith("openssl pkcs8 -topk8 -nocrypt -in old.pem -out new.pem"));
        assertTrue(refusal(ServerOptions.onPort(0).tls(first.chain(), first.chain()))
                .endsWith("holds no private key (-----BEGIN PRIVATE KEY-----)"));
        var none = ServerOptions.onPort(0).tls(first.chain(), folder.resolve("none"));
        assertThrows(UncheckedIOException.class, () -> UndertowServer.start(APP, none));
        assertEquals(
                "clearPort is for servers with tls",
                refusal(ServerOptions.onPort(0).clearPort(0)));
    }

    private static String refusal(ServerOptions options) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> UndertowServer.start(APP, options))
                .getMessage());
    }

    @Test
    void aChangedPairIsServedWhenBothHalvesAreThere() throws Exception {
        var first = TestKeys.make(folder, "EC", "first");
        var second = TestKeys.make(folder, "RSA", "second");
        var keys = ReloadingKeys.of(new KeyPairFiles(first.chain(), first.key()), Duration.ZERO);
        assertEquals("CN=first", served(keys, "EC"));
        String begun = alias(keys, "EC");

        Files.writeString(first.chain(), "-----BEGIN CERTIFICATE-----\nhalf");
        assertEquals("CN=first", served(keys, "EC"));
        Files.move(second.chain(), first.chain(), StandardCopyOption.REPLACE_EXISTING);
        assertEquals("CN=first", served(keys, "EC")); // the key is still the former one's
        Files.move(second.key(), first.key(), StandardCopyOption.REPLACE_EXISTING);
        assertEquals("CN=second", served(keys, "RSA"));

        assertFalse(keys.getServerAliases("RSA", null) == null);
        assertEquals("EC", String.valueOf(keys.getPrivateKey(begun) == null ? null : "EC"));
        assertEquals("CN=first", subject(keys, begun)); // for handshakes that had begun
    }

    @Test
    void newConnectionsGetTheNewCertificate() throws Exception {
        var first = TestKeys.make(folder, "EC", "first");
        var second = TestKeys.make(folder, "EC", "second");
        try (var server = UndertowServer.start(APP, first.options().reloading(Duration.ZERO))) {
            var old = client(first);
            assertEquals(200, ask(old, "https", server.port()).statusCode());
            Files.move(second.chain(), first.chain(), StandardCopyOption.REPLACE_EXISTING);
            Files.move(second.key(), first.key(), StandardCopyOption.REPLACE_EXISTING);
            assertEquals(200, ask(client(second), "https", server.port()).statusCode());
            assertEquals(200, ask(old, "https", server.port()).statusCode(), "on its connection");
        }
    }

    private static String alias(ReloadingKeys keys, String type) {
        return String.valueOf(keys.chooseEngineServerAlias(type, null, null));
    }

    private static String served(ReloadingKeys keys, String type) {
        return subject(keys, alias(keys, type));
    }

    private static String subject(ReloadingKeys keys, String alias) {
        X509Certificate[] chain = keys.getCertificateChain(alias);
        return chain == null ? "none" : chain[0].getSubjectX500Principal().toString();
    }
}
