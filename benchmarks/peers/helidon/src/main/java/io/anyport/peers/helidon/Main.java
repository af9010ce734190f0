package io.anyport.peers.helidon;

import io.anyport.peers.todos.AddTodo;
import io.anyport.peers.todos.Todos;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;

/** Helidon SE. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        var todos = new Todos();
        WebServer.builder()
                .port(Integer.parseInt(arguments[0]))
                .routing(routing -> routing.get("/plaintext", (request, response) -> response.send("Hello, World!"))
                        .get("/hello/{name}", (request, response) -> response.send(
                                todos.hello(request.path().pathParameters().get("name"))))
                        .post("/todos", (request, response) -> response.status(Status.CREATED_201)
                                .send(todos.add(request.content().as(AddTodo.class)))))
                .build()
                .start();
    }
}
