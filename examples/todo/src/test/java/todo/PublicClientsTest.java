package todo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.lambda.local.FrontDoor;
import io.anyport.memory.MemoryStore;
import io.anyport.undertow.UndertowServer;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import todo.PublicClient.Answer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the Todo-Backend project asks of an API, by clients that others have made: on a server, and behind each front door of a function. */
@ParameterizedClass(name = "{0}, {1}")
@MethodSource("everywhere")
class PublicClientsTest {

    private static final String SERVER = "undertow";
    private static final List<PublicClient> CLIENTS = PublicClient.all();
    private static final String NOTHING = "";
    private static final JsonMapper JSON = new JsonMapper();

    private final PublicClient client;
    private final AutoCloseable target;
    private final URI todos;

    PublicClientsTest(String name, PublicClient client) throws Exception {
        this.client = client;
        var app = TodoApp.create(new MemoryStore());
        int port;
        if (name.equals(SERVER)) {
            var server = UndertowServer.start(app, 0);
            port = server.port();
            target = server::stop;
        } else {
            var server = FrontDoor.named(name).listen(app, 0);
            port = server.port();
            target = server;
        }
        todos = URI.create("http://localhost:" + port + "/todos");
    }

    static Stream<Arguments> everywhere() {
        var names = Stream.concat(Stream.of(SERVER), FrontDoor.all().stream().map(FrontDoor::name));
        return names.flatMap(name -> CLIENTS.stream().map(client -> Arguments.of(name, client)));
    }

    @AfterEach
    void stop() throws Exception {
        target.close();
    }

    private Answer send(String method, URI uri, String json) throws Exception {
        var answer = client.send(method, uri, json);
        assertEquals("*", answer.fields().get("Access-Control-Allow-Origin"), answer::toString);
        return answer;
    }

    private JsonNode get(URI uri) throws Exception {
        var answer = send("GET", uri, NOTHING);
        assertEquals(200, answer.status(), answer::toString);
        assertEquals("application/json", answer.fields().get("Content-Type"));
        return JSON.readTree(answer.text());
    }

    private JsonNode post(String json) throws Exception {
        var answer = send("POST", todos, json);
        assertEquals(201, answer.status(), answer::toString);
        return JSON.readTree(answer.text());
    }

    private JsonNode patch(URI uri, String json) throws Exception {
        var answer = send("PATCH", uri, json);
        assertEquals(200, answer.status(), answer::toString);
        return JSON.readTree(answer.text());
    }

    private static URI url(JsonNode todo) {
        return URI.create(todo.required("url").asString());
    }

    @Test
    void theListIsEmptyWhenAllAreDeleted() throws Exception {
        assertEquals(0, get(todos).size());
        post("{\"title\":\"a\"}");
        post("{\"title\":\"b\"}");
        assertEquals(2, get(todos).size());
        var deleted = send("DELETE", todos, NOTHING);
        assertEquals(204, deleted.status());
        assertEquals("", deleted.text());
        assertEquals("[]", send("GET", todos, NOTHING).text());
    }

    @Test
    void whatIsPostedComesBackIsListedAndIsNotCompleted() throws Exception {
        var posted = post("{\"title\":\"walk the dog\"}");
        assertEquals("walk the dog", posted.required("title").asString());
        assertEquals(false, posted.required("completed").asBoolean());
        assertEquals(posted, get(todos).get(0));
    }

    @Test
    void eachHasAUrlThatLeadsToIt() throws Exception {
        var posted = post("{\"title\":\"caf\u00e9 \ud83d\udea2\"}");
        assertTrue(url(posted).isAbsolute(), posted::toString);
        assertEquals(posted, get(url(posted)));
        assertEquals(posted, get(url(get(todos).get(0))));
    }

    @Test
    void eachMemberCanBeChangedAndStaysSo() throws Exception {
        var url = url(post("{\"title\":\"old\",\"order\":10}"));
        assertEquals("new", patch(url, "{\"title\":\"new\"}").required("title").asString());
        assertEquals(
                true, patch(url, "{\"completed\":true}").required("completed").asBoolean());
        assertEquals(95, patch(url, "{\"order\":95}").required("order").asInt());
        var changed = get(url);
        assertEquals("new", changed.required("title").asString());
        assertEquals(true, changed.required("completed").asBoolean());
        assertEquals(95, changed.required("order").asInt());
        assertEquals(changed, get(todos).get(0));
    }

    @Test
    void oneThatIsDeletedIsGone() throws Exception {
        var url = url(post("{\"title\":\"short\"}"));
        var other = post("{\"title\":\"long\"}");
        assertEquals(204, send("DELETE", url, NOTHING).status());
        assertEquals(404, send("GET", url, NOTHING).status());
        assertEquals(1, get(todos).size());
        assertEquals(other, get(todos).get(0));
    }

    @Test
    void anErrorIsAnAnswerLikeAnyOther() throws Exception {
        var refused = send("POST", todos, "{\"title\":7}");
        assertEquals(400, refused.status());
        assertEquals("application/problem+json", refused.fields().get("Content-Type"));
        assertNotNull(JSON.readTree(refused.text()).get("errors"));
        assertEquals(405, send("PUT", todos, "{}").status());
        assertEquals(404, send("GET", todos.resolve("/nothing"), NOTHING).status());
        post("{\"title\":\"still here\"}");
    }

    @Test
    void whatIsLargeArrivesWhole() throws Exception {
        String title = "\u00e9x".repeat(100_000);
        var posted = post("{\"title\":\"" + title + "\"}");
        assertEquals(title, posted.required("title").asString());
        assertEquals(posted, get(url(posted)));
    }
}
