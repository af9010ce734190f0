package io.anyport.http;

import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StaticFilesTest {

    private static final Instant TIME = Instant.parse("1994-11-06T08:49:37.5Z");

    @TempDir
    private Path folder;

    private App app;

    @BeforeEach
    void files() throws IOException {
        var web = Files.createDirectories(folder.resolve("web"));
        Files.createDirectories(web.resolve("sub"));
        write(web.resolve("a.txt"), "0123456789");
        write(web.resolve("sub/index.html"), "index");
        write(web.resolve(".secret"), "secret");
        write(web.resolve("empty.bin"), "");
        write(folder.resolve("outside.txt"), "outside");
        Files.createSymbolicLink(web.resolve("link.txt"), folder.resolve("outside.txt"));
        Files.createSymbolicLink(web.resolve("up"), folder);
        Files.createSymbolicLink(web.resolve("inside.txt"), web.resolve("a.txt"));
        app = App.of("test", get("/f/{file...}").to(StaticFiles.below(web, "file")))
                .with(Ranges.ofBytes(), ConditionalRequests.byFields());
    }

    private static void write(Path file, String text) throws IOException {
        Files.setLastModifiedTime(Files.writeString(file, text), FileTime.from(TIME));
    }

    @Test
    void aFileHasTypeTagAndTime() throws Exception {
        var response = app.handle(Request.get("/f/a.txt"));
        assertEquals("0123456789", response.text());
        assertEquals(Optional.of("text/plain; charset=utf-8"), response.header("Content-Type"));
        assertEquals(Optional.of("Sun, 06 Nov 1994 08:49:37 GMT"), response.header("Last-Modified"));
        String tag = response.header("ETag").orElseThrow();
        var again = app.handle(Request.get("/f/a.txt").withHeader("If-None-Match", tag));
        assertEquals(Status.NOT_MODIFIED, again.status());
        assertEquals("0123456789", app.handle(Request.get("/f/inside.txt")).text());
        assertEquals("", app.handle(Request.get("/f/empty.bin")).text());
    }

    @Test
    void aDirectoryIsItsIndex() throws Exception {
        assertEquals("index", app.handle(Request.get("/f/sub/")).text());
        assertEquals("index", app.handle(Request.get("/f/sub")).text());
    }

    @Test
    void aFileHasRanges() throws Exception {
        var get = Request.get("/f/a.txt");
        assertEquals("345", app.handle(get.withHeader("Range", "bytes=3-5")).text());
        var parts = app.handle(get.withHeader("Range", "bytes=0-0,9-"));
        assertEquals(Status.PARTIAL_CONTENT, parts.status());
        long length = parts.body().length().orElseThrow();
        String text = parts.text();
        assertEquals(length, text.length());
        assertTrue(text.contains("Content-Range: bytes 9-9/10\r\n\r\n9\r\n--"), text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/f/none",
                "/f/.secret",
                "/f/link.txt",
                "/f/up/outside.txt",
                "/f/%2e%2e/outside.txt",
                "/f/../outside.txt",
                "/f/..%2foutside.txt",
                "/f/..%5coutside.txt",
                "/f/a.txt%00",
                "/f/",
                "/f/%2fetc%2fpasswd",
                "/f/C:%5ca.txt",
                "/f/a.txt/",
                "/f//a.txt",
                "/f/sub//",
                "/f/sub//index.html"
            })
    void whatIsOutsideIsNotThere(String path) throws Exception {
        int status = app.handle(Request.get(path)).status().code();
        assertTrue(status == 404 || status == 400, () -> String.valueOf(status));
    }

    @Test
    void aBodyNeedsAFile() {
        assertThrows(UncheckedIOException.class, () -> Body.of(folder));
        assertEquals("outside", Body.of(folder.resolve("outside.txt")).text());
    }

    @Test
    void whatIsAppendedLaterIsNotSent() throws Exception {
        var file = folder.resolve("outside.txt");
        var body = Body.of(file);
        Files.writeString(file, "outside and more");
        assertEquals("outside", body.text());
        Files.writeString(file, "out");
        assertThrows(UncheckedIOException.class, body::bytes);
    }
}
