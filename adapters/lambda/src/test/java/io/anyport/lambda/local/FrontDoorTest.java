package io.anyport.lambda.local;

import static io.anyport.http.Route.get;
import static io.anyport.http.Route.post;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anyport.App;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import org.junit.jupiter.api.Test;

final class FrontDoorTest {

    record AddTodo(String title) {}

    record Todo(String title, boolean completed) {}

    private static final App APP = App.of(
            "todo",
            post("/todos")
                    .to(AddTodo.class, add -> new Todo(add.title(), false))
                    .answering(Status.CREATED),
            get("/links").to(request -> Response.ok().text(request.links().to("/todos"))));

    @Test
    void anApplicationIsAskedFromEventBytesToAnswerBytes() throws Exception {
        var answer = FrontDoor.httpApi().to(APP).handle(Request.post("/todos").json("{\"title\":\"ship\"}"));
        assertEquals("{\"title\":\"ship\",\"completed\":false}", answer.text());
        assertEquals(Status.CREATED, answer.status());
    }

    @Test
    void aStageStandsInFrontOfThePath() throws Exception {
        var answer = FrontDoor.httpApi("dev").to(APP).handle(Request.get("/links"));
        assertEquals("http://localhost/dev/todos", answer.text());
    }
}
