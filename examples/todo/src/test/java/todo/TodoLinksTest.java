package todo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anyport.App;
import io.anyport.http.Handler;
import io.anyport.http.Mount;
import io.anyport.http.Request;
import io.anyport.lambda.local.FrontDoor;
import io.anyport.memory.MemoryStore;
import org.junit.jupiter.api.Test;

/** The URL of a todo is the one that its client can use, wherever the application stands. */
class TodoLinksTest {

    private static final String GATEWAY = "https://todo.execute-api.eu-west-1.amazonaws.com";

    private final App app = TodoApp.create(new MemoryStore(), () -> "1");

    @Test
    void belowTheHostThatTheClientAsked() throws Exception {
        assertEquals("https://todo.example:8443/todos/1", url(app, "https://todo.example:8443/todos"));
    }

    @Test
    void behindAStage() throws Exception {
        var function = FrontDoor.httpApi("test").to(app);

        assertEquals(GATEWAY + "/test/todos/1", url(function, GATEWAY + "/todos"));
    }

    @Test
    void belowAMount() throws Exception {
        var outer = App.of("outer", Mount.mount("/api/v1", app));

        assertEquals("http://localhost/api/v1/todos/1", url(outer, "/api/v1/todos"));
    }

    @Test
    void belowAMountBehindAStage() throws Exception {
        var function = FrontDoor.httpApi("test").to(App.of("outer", Mount.mount("/api", app)));

        assertEquals(GATEWAY + "/test/api/todos/1", url(function, GATEWAY + "/api/todos"));
    }

    private static String url(Handler todo, String collection) throws Exception {
        var created = todo.handle(Request.post(collection).json("{\"title\":\"ship\"}"));
        return Json.text(created, "url");
    }
}
