package io.anyport.undertow;

import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server makes of what EC2 announces. */
@Timeout(60)
final class Ec2LifecycleTest {

    private static final App APP = App.of("ec2", get("/").to(request -> Response.ok()));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "spot/instance-action|{\"action\":\"terminate\",\"time\":\"2026-12-01T08:22:00Z\"}|true",
                "events/recommendations/rebalance|{\"noticeTime\":\"2026-12-01T08:22:00Z\"}|true",
                "autoscaling/target-lifecycle-state|Terminated|true",
                "autoscaling/target-lifecycle-state|InService|false",
                "autoscaling/target-lifecycle-state|Standby|false",
            })
    void whatAnnouncesAnEndIsNoticed(String name, String value, boolean isNotice) throws IOException {
        try (var metadata = new MetadataServer()) {
            var notices = new Ec2Notices(metadata.options());
            assertEquals(Optional.empty(), notices.look());
            metadata.put(name, value);
            assertEquals(isNotice, notices.look().isPresent());
            assertEquals(1, metadata.tokens());
            assertEquals("PUT /latest/api/token", metadata.requests().get(0));
        }
    }

    @Test
    void aRecommendationCanBeIgnored() throws IOException {
        try (var metadata = new MetadataServer()) {
            metadata.put("events/recommendations/rebalance", "{}");
            assertEquals(Optional.empty(), new Ec2Notices(metadata.options().ignoringRebalance()).look());
        }
    }

    @Test
    void aTokenThatIsRefusedIsReplaced() throws IOException {
        try (var metadata = new MetadataServer()) {
            var notices = new Ec2Notices(metadata.options());
            notices.look();
            metadata.expireToken();
            metadata.put("spot/instance-action", "{}");
            assertTrue(notices.look().isPresent());
            assertEquals(2, metadata.tokens());
            metadata.fail(401);
            assertEquals(Optional.empty(), notices.look());
            metadata.fail(0);
            assertTrue(notices.look().isPresent());
        }
    }

    @Test
    void aServiceThatFailsIsAskedAgain() throws IOException {
        try (var metadata = new MetadataServer()) {
            var notices = new Ec2Notices(metadata.options());
            for (int status : new int[] {500, 403, 302, 200}) {
                metadata.fail(status);
                assertEquals(
                        status == 200, notices.look().isPresent(), "status " + status); // which has a token for text
            }
        }
    }

    @Test
    void whereThereIsNoneOrASilentOneItIsQuicklyOver() throws IOException {
        URI absent;
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            absent = URI.create("http://localhost:" + silent.getLocalPort());
            var notices = new Ec2Notices(Ec2Options.of(Map.of()).endpoint(absent));
            assertEquals(Optional.empty(), notices.look());
            assertFalse(notices.isThere());
        }
        var notices = new Ec2Notices(Ec2Options.of(Map.of()).endpoint(absent));
        assertEquals(Optional.empty(), notices.look());
        assertFalse(notices.isThere());
    }

    @Test
    void aNoticeHasTheServerDrain() throws IOException {
        try (var metadata = new MetadataServer();
                var server = UndertowServer.start(APP, ServerOptions.onPort(0).drainDelay(Duration.ZERO));
                var watch = Ec2Lifecycle.watch(server, metadata.options().every(Duration.ofMillis(1)))) {
            assertEquals(200, ready(server));
            while (metadata.requests().size() < 20) {
                Thread.onSpinWait();
            }
            assertEquals(200, ready(server));
            metadata.put("spot/instance-action", "{}");
            while (ready(server) == 200) {
                assertFalse(watch.toString().isEmpty());
            }
            try (var client = new SocketClient(server.port())) {
                var answer = client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer();
                assertEquals(200, answer.status().code());
                assertEquals("close", answer.header("Connection").orElse("none"));
            }
        }
    }

    private static int ready(UndertowServer server) throws IOException {
        try (var client = new SocketClient(server.port())) {
            return client.send("GET /health/ready HTTP/1.1\r\nHost: a\r\n\r\n")
                    .answer()
                    .status()
                    .code();
        }
    }

    @Test
    void theEnvironmentIsHeeded() {
        assertEquals(
                URI.create("http://169.254.169.254"), Ec2Options.of(Map.of()).endpoint());
        assertEquals(Duration.ofSeconds(5), Ec2Options.of(Map.of()).period());
        var elsewhere = Ec2Options.of(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://[fd00:ec2::254]"));
        assertEquals(URI.create("http://[fd00:ec2::254]"), elsewhere.endpoint());
        assertTrue(Ec2Options.of(Map.of("AWS_EC2_METADATA_DISABLED", "true")).isDisabled());
        assertFalse(Ec2Options.of(Map.of("AWS_EC2_METADATA_DISABLED", "false")).isDisabled());
        for (var bad : List.of("ftp://a", "a", "file:/etc/passwd")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> Ec2Options.of(Map.of("AWS_EC2_METADATA_SERVICE_ENDPOINT", bad)));
        }
        assertThrows(
                IllegalArgumentException.class, () -> Ec2Options.of(Map.of()).every(Duration.ZERO));
    }

    @Test
    void whereItIsDisabledNobodyIsAsked() throws IOException {
        try (var metadata = new MetadataServer();
                var server = UndertowServer.start(APP, 0)) {
            var disabled = Ec2Options.of(Map.of("AWS_EC2_METADATA_DISABLED", "TRUE"))
                    .endpoint(metadata.endpoint())
                    .every(Duration.ofMillis(1));
            Ec2Lifecycle.watch(server, disabled).close();
            assertEquals(List.of(), metadata.requests());
        }
    }
}
