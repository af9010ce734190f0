package todo;

import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.ServerSentEvent;
import io.anyport.lambda.local.FrontDoor;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The sample of docs/lambda.md on streaming. */
class StreamingGuideTest {

    private static final App APP = App.of("countdown", get("/").to(StreamingGuideTest::countdown));

    static Response countdown(Request request) {
        int from = ServerSentEvent.lastId(request)
                .filter(id -> id.matches("[0-9]{1,3}"))
                .map(Integer::valueOf)
                .orElse(10);
        var events = Stream.iterate(from - 1, left -> left >= 0, left -> left - 1)
                .map(left -> ServerSentEvent.of(left + " to go").withId(String.valueOf(left)));
        return Response.ok().events(events);
    }

    @Test
    void eventsComeOnEveryTarget() throws Exception {
        var all = Request.get("/");
        var rest = all.withHeader("Last-Event-ID", "2");
        for (var door : FrontDoor.all()) {
            assertEquals(10, door.to(APP).handle(all).text().split("\n\n", -1).length - 1);
            assertEquals(
                    "id: 1\ndata: 1 to go\n\nid: 0\ndata: 0 to go\n\n",
                    door.to(APP).handle(rest).text());
        }
        assertTrue(APP.handle(all).text().startsWith("id: 9\ndata: 9 to go\n\n"));
    }
}
