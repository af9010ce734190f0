package io.anyport.lambda;

import static io.anyport.http.Route.get;
import static io.anyport.http.Route.post;

import io.anyport.App;
import io.anyport.Invocation;
import io.anyport.http.Status;

/** A function as its author writes it. */
public final class TodoFunction extends LambdaHandler {

    record AddTodo(String title) {}

    record Todo(String title, boolean completed) {}

    record Nothing() {}

    record Told(String id, String trace, boolean hurries) {}

    /** For the runtime. */
    public TodoFunction() {
        super(App.of(
                "todo",
                post("/my/path")
                        .to(AddTodo.class, add -> new Todo(add.title(), false))
                        .answering(Status.CREATED),
                get("/my/path").to(Nothing.class, (nothing, invocation) -> told(invocation))));
    }

    private static Told told(Invocation invocation) {
        return new Told(
                invocation.id(),
                invocation.trace().orElse(""),
                invocation.remaining().orElseThrow().toSeconds() < 31);
    }
}
