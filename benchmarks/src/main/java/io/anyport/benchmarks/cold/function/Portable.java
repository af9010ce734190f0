package io.anyport.benchmarks.cold.function;

import static io.anyport.http.Route.post;
import static io.anyport.http.Status.CREATED;

import io.anyport.App;
import io.anyport.lambda.LambdaHandler;

/** The application as a user writes it, with a method reference. */
public final class Portable extends LambdaHandler {

    public Portable() {
        super(app(new Todos()));
    }

    private static App app(Todos todos) {
        return App.of("todo", post("/todos").to(AddTodo.class, todos::add).answering(CREATED));
    }
}
