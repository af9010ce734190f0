package todo;

import static io.anyport.http.Route.get;
import static io.anyport.http.Route.put;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anyport.App;
import io.anyport.http.Compression;
import io.anyport.http.ConditionalRequests;
import io.anyport.http.EntityTag;
import io.anyport.http.Precondition;
import io.anyport.http.Problem;
import io.anyport.http.ProblemException;
import io.anyport.http.Ranges;
import io.anyport.http.Representations;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.StaticFiles;
import io.anyport.http.Status;
import io.anyport.http.TrustedProxies;
import io.anyport.memory.MemoryStore;
import io.anyport.store.Key;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.undertow.ServerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of docs/http.md. */
class HttpGuideTest {

    record Note(String id, String text, long version) {}

    static final TableSpec<Note> NOTES =
            TableSpec.of("notes", Note.class).key("id").version("version");

    private final Table<Note> notes = new MemoryStore().table(NOTES);

    Response read(Request request) {
        return notes.get(Key.of(request.parameter("id")))
                .map(HttpGuideTest::answer)
                .orElseGet(() -> Problem.of(Status.NOT_FOUND).response());
    }

    static Response answer(Note note) {
        return Response.ok()
                .text(note.text())
                .withHeader("ETag", EntityTag.ofVersion(note.version()).toString());
    }

    Response write(Request request) {
        String id = request.parameter("id");
        String text = request.body().text();
        var expected = Precondition.of(request).required().version();
        try {
            return expected.isPresent()
                    ? answer(notes.replace(new Note(id, text, expected.getAsLong())))
                    : create(request, new Note(id, text, 0));
        } catch (ConditionFailed changed) {
            throw ProblemException.of(Problem.of(Status.PRECONDITION_FAILED));
        }
    }

    Response create(Request request, Note note) {
        Precondition.of(request).checkAbsent();
        return answer(notes.insert(note)).withStatus(Status.CREATED);
    }

    App app() {
        return App.of(
                        "notes",
                        get("/notes/{id}").to(this::read),
                        put("/notes/{id}").to(this::write))
                .with(Representations.negotiated());
    }

    static App chosen(App app) {
        return app.with(
                Compression.gzip().minimum(500).decoding(1_000_000), Ranges.ofBytes(), ConditionalRequests.byFields());
    }

    static App files(Path directory) {
        return App.of("files", get("/{file...}").to(StaticFiles.below(directory, "file")))
                .with(Representations.negotiated());
    }

    static ServerOptions behindBalancer() {
        return ServerOptions.onPort(8080).trustedProxies(TrustedProxies.xForwarded("10.0.0.0/8", "fd00::/8"));
    }

    @Test
    void theServerKnowsItsProxies() {
        assertEquals("0.0.0.0:8080", behindBalancer().toString());
    }

    @Test
    void aNoteIsNotOverwrittenUnseen() throws Exception {
        var app = app();
        var put = Request.put("/notes/1");
        assertEquals(Status.PRECONDITION_REQUIRED, app.handle(put).status());
        assertEquals(
                Status.CREATED, app.handle(put.withHeader("If-None-Match", "*")).status());
        assertEquals(
                Status.PRECONDITION_FAILED,
                app.handle(put.withHeader("If-None-Match", "*")).status());

        String tag = app.handle(Request.get("/notes/1")).header("ETag").orElseThrow();
        var known = app.handle(Request.get("/notes/1").withHeader("If-None-Match", tag));
        assertEquals(Status.NOT_MODIFIED, known.status());

        var change = put.withHeader("If-Match", tag);
        assertEquals(Status.OK, app.handle(change).status());
        assertEquals(Status.PRECONDITION_FAILED, app.handle(change).status());
    }

    @Test
    void aFileHasRanges(@TempDir Path directory) throws Exception {
        write(directory.resolve("a.txt"));
        var part = files(directory).handle(Request.get("/a.txt").withHeader("Range", "bytes=1-3"));
        assertEquals("ell", part.text());
        assertEquals(
                "ell",
                chosen(files(directory))
                        .handle(Request.get("/a.txt").withHeader("Range", "bytes=1-3"))
                        .text());
    }

    private static void write(Path file) throws IOException {
        Files.writeString(file, "hello");
    }
}
