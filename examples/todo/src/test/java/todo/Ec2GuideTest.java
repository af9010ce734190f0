package todo;

import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anyport.App;
import io.anyport.HealthCheck;
import io.anyport.HealthChecks;
import io.anyport.http.Response;
import io.anyport.jdbc.JdbcStore;
import io.anyport.memory.MemoryStore;
import io.anyport.store.Store;
import io.anyport.undertow.Ec2Lifecycle;
import io.anyport.undertow.Ec2Options;
import io.anyport.undertow.HealthAddresses;
import io.anyport.undertow.ServerOptions;
import io.anyport.undertow.UndertowServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The samples of docs/ec2.md. */
class Ec2GuideTest {

    static void serve() {
        var store = JdbcStore.open(System.getenv("DATABASE_URL"));
        var server = UndertowServer.start(app(store), 8080).stopAtExit(store);
        Ec2Lifecycle.watch(server);
    }

    static App app(Store store) {
        return App.of("orders", get("/").to(request -> Response.ok()))
                .resources(store)
                .checks(HealthCheck.of("spool", () -> checkSpace(Path.of("/var/spool/orders"), 100_000_000))
                        .limit(Duration.ofMillis(500)));
    }

    static void checkSpace(Path folder, long bytes) throws IOException {
        if (Files.getFileStore(folder).getUsableSpace() < bytes) {
            throw new IOException("less than " + bytes + " bytes are left in " + folder);
        }
    }

    static ServerOptions patient() {
        return ServerOptions.onPort(8080)
                .drainDelay(Duration.ofSeconds(15))
                .grace(Duration.ofSeconds(60))
                .health(HealthAddresses.at("/health/live", "/health/ready").onPort(8081));
    }

    static Ec2Options unhurried() {
        return Ec2Options.ofEnvironment().ignoringRebalance();
    }

    @Test
    void thereIsNoSuchFolder() {
        var checks = app(new MemoryStore()).checks();
        assertEquals(List.of("spool"), checks.stream().map(HealthCheck::name).toList());
        var said = HealthChecks.of(app(new MemoryStore())).ask().join();
        assertEquals(Files.exists(Path.of("/var/spool/orders")), said.isPassing());
    }

    @Test
    void optionsAreValues() {
        assertEquals("0.0.0.0:8080", patient().toString());
        assertEquals(Ec2Options.ofEnvironment().toString(), unhurried().toString());
    }
}
