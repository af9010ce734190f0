package io.anyport.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.anyport.App;
import io.anyport.http.Response;
import io.anyport.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** h2spec, which has 145 cases for RFC 7540 and 7541. Its program comes in the jar of a plugin for Maven, for some platforms. */
@Timeout(300)
final class H2specTest {

    private static final String ARCHIVE = "/h2spec/2.2.0/h2spec_linux_amd64.tar.gz";
    private static final int TAR_BLOCK = 512;

    private static final App APP = App.of(
            "h2spec",
            Route.get("/").to(request -> Response.ok().text("hello, h2spec")), // some cases skip what is shorter
            Route.post("/").to(request -> Response.ok().text("hello, h2spec")));

    @TempDir
    private Path folder;

    @Test
    void nothingFailsInTheClear() throws Exception {
        assertPassed(ServerOptions.onPort(0).http2(Http2.ALSO_CLEAR));
    }

    @Test
    void nothingFailsOverTls() throws Exception {
        assertPassed(TestKeys.make(folder, "EC", "first").options(), "--tls", "--insecure");
    }

    private void assertPassed(ServerOptions options, String... more) throws Exception {
        assumeTrue(
                System.getProperty("os.name").equals("Linux")
                        && System.getProperty("os.arch").equals("amd64"),
                "h2spec is there for Linux on amd64 only");
        try (var server = UndertowServer.start(APP, options.host("127.0.0.1"))) {
            // One case waits for the end of a connection, which lingers for ten seconds.
            var command = new ArrayList<String>();
            command.add(program().toString());
            command.addAll(List.of("--host", "127.0.0.1", "--port", String.valueOf(server.port()), "--timeout", "20"));
            command.addAll(List.of(more));
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            assertEquals(0, process.waitFor(), said);
            assertTrue(said.contains("145 tests, 145 passed, 0 skipped, 0 failed"), said);
        }
    }

    /** The first file of the archive. */
    private Path program() throws IOException {
        var program = folder.resolve("h2spec");
        try (InputStream packed = Objects.requireNonNull(H2specTest.class.getResourceAsStream(ARCHIVE));
                var archive = new GZIPInputStream(packed)) {
            String head = new String(archive.readNBytes(TAR_BLOCK), java.nio.charset.StandardCharsets.ISO_8859_1);
            int size = Integer.parseInt(head.substring(124, 135), 8);
            Files.write(program, archive.readNBytes(size));
        }
        assertTrue(program.toFile().setExecutable(true));
        return program;
    }
}
