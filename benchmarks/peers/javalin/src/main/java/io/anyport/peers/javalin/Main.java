package io.anyport.peers.javalin;

import io.anyport.peers.todos.AddTodo;
import io.anyport.peers.todos.Todos;
import io.javalin.Javalin;

/** Javalin, on Jetty. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        var todos = new Todos();
        Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.routes.get("/plaintext", context -> context.result("Hello, World!"));
                    config.routes.get("/hello/{name}", context -> context.json(todos.hello(context.pathParam("name"))));
                    config.routes.post("/todos", context -> context.status(201)
                            .json(todos.add(context.bodyAsClass(AddTodo.class))));
                })
                .start(Integer.parseInt(arguments[0]));
    }
}
