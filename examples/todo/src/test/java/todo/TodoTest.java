package todo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.http.Method;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import io.anyport.junit.HttpTarget;
import io.anyport.store.Store;
import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** What the application does, the same on every target and on every store. */
@ParameterizedClass
@MethodSource("todo.TodoStores#withTargets")
class TodoTest {

    private final Store store;
    private final HttpTarget todo;

    TodoTest(TodoTarget target, TodoStores stores) throws Exception {
        store = stores.open(Todos.TABLE);
        todo = target.start(TodoApp.create(store));
    }

    @AfterEach
    void stop() throws IOException {
        todo.close();
        store.close();
    }

    @Test
    void theListIsEmptyAtFirst() throws Exception {
        var answer = todo.handle(Request.get("/todos"));

        assertEquals(Status.OK, answer.status());
        assertEquals("[]", answer.text());
        assertEquals("application/json", answer.header("Content-Type").orElseThrow());
    }

    @Test
    void aNewTodoIsOpenAndAnswersAtItsUrl() throws Exception {
        var created = post("{\"title\":\"ship\"}");

        assertEquals(Status.CREATED, created.status());
        assertEquals("ship", Json.text(created, "title"));
        assertEquals("false", Json.text(created, "completed"));
        assertFalse(Json.has(created, "order"));
        String url = Json.text(created, "url");
        assertTrue(URI.create(url).isAbsolute(), url);
        assertEquals(url, created.header("Location").orElseThrow());
        assertEquals(created.text(), todo.handle(Request.get(path(url))).text());
        assertEquals(
                "[" + created.text() + "]", todo.handle(Request.get("/todos")).text());
    }

    @Test
    void aNewTodoCanHaveAnOrderAndBeCompleted() throws Exception {
        var created = post("{\"title\":\"ship\",\"order\":523,\"completed\":true,\"unknown\":[1]}");

        assertEquals("523", Json.text(created, "order"));
        assertEquals("true", Json.text(created, "completed"));
    }

    @Test
    void anySubsetOfATodoCanBeChanged() throws Exception {
        String path = path(Json.text(post("{\"title\":\"ship\",\"order\":1}"), "url"));

        var renamed = patch(path, "{\"title\":\"ship it\"}");
        var completed = patch(path, "{\"completed\":true}");
        var moved = patch(path, "{\"order\":95}");
        var unchanged = patch(path, "{}");

        assertEquals(Status.OK, renamed.status());
        assertEquals("ship it", Json.text(renamed, "title"));
        assertEquals("false", Json.text(renamed, "completed"));
        assertEquals("true", Json.text(completed, "completed"));
        assertEquals("95", Json.text(moved, "order"));
        assertEquals("ship it", Json.text(moved, "title"));
        assertEquals(moved.text(), unchanged.text());
        assertEquals(moved.text(), todo.handle(Request.get(path)).text());
    }

    @Test
    void aTodoCanBeRemoved() throws Exception {
        String path = path(Json.text(post("{\"title\":\"ship\"}"), "url"));

        assertEquals(Status.NO_CONTENT, todo.handle(Request.delete(path)).status());

        assertEquals(Status.NOT_FOUND, todo.handle(Request.get(path)).status());
        assertEquals(Status.NOT_FOUND, todo.handle(Request.delete(path)).status());
        assertEquals(Status.NOT_FOUND, patch(path, "{\"title\":\"x\"}").status());
        assertEquals("[]", todo.handle(Request.get("/todos")).text());
    }

    @Test
    void allTodosCanBeRemoved() throws Exception {
        post("{\"title\":\"one\"}");
        post("{\"title\":\"two\"}");

        assertEquals(Status.NO_CONTENT, todo.handle(Request.delete("/todos")).status());

        assertEquals("[]", todo.handle(Request.get("/todos")).text());
    }

    @Test
    void allFaultsOfARequestAreSaidAtOnce() throws Exception {
        var answer = post("{\"title\":7,\"completed\":\"yes\",\"order\":1.5}");

        assertEquals(Status.BAD_REQUEST, answer.status());
        assertEquals("application/problem+json", answer.header("Content-Type").orElseThrow());
        assertEquals(
                "{\"title\":\"Bad Request\",\"status\":400,\"detail\":\"The input is not valid.\",\"errors\":["
                        + "{\"detail\":\"expected a string\",\"pointer\":\"#/title\"},"
                        + "{\"detail\":\"expected true or false\",\"pointer\":\"#/completed\"},"
                        + "{\"detail\":\"expected an integer between -2147483648 and 2147483647\",\"pointer\":\"#/order\"}]}",
                answer.text());
    }

    @Test
    void pagesOfOtherOriginsMayAskForAnything() throws Exception {
        var preflight = todo.handle(Request.of(Method.OPTIONS, "/todos")
                .withHeader("Origin", "https://www.todobackend.com")
                .withHeader("Access-Control-Request-Method", "POST")
                .withHeader("Access-Control-Request-Headers", "content-type"));
        var missing = todo.handle(Request.get("/todos/none").withHeader("Origin", "https://www.todobackend.com"));

        assertEquals(Status.NO_CONTENT, preflight.status());
        assertEquals("*", preflight.header("Access-Control-Allow-Origin").orElseThrow());
        assertTrue(
                preflight.header("Access-Control-Allow-Methods").orElseThrow().contains("POST"));
        assertEquals(
                "content-type", preflight.header("Access-Control-Allow-Headers").orElseThrow());
        assertEquals(Status.NOT_FOUND, missing.status());
        assertEquals("*", missing.header("Access-Control-Allow-Origin").orElseThrow());
    }

    @Test
    void aPersonSeesAPage() throws Exception {
        var page = todo.handle(Request.get("/"));

        assertEquals(Status.OK, page.status());
        assertEquals("text/html; charset=utf-8", page.header("Content-Type").orElseThrow());
        assertTrue(page.text().contains("<title>Todo</title>"));
    }

    private Response post(String json) throws Exception {
        return todo.handle(Request.post("/todos").json(json));
    }

    private Response patch(String path, String json) throws Exception {
        return todo.handle(Request.patch(path).json(json));
    }

    private static String path(String url) {
        return URI.create(url).getRawPath();
    }
}
