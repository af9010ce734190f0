package io.anyport.peers.micronaut;

import io.anyport.peers.todos.AddTodo;
import io.anyport.peers.todos.Greeting;
import io.anyport.peers.todos.Todo;
import io.anyport.peers.todos.Todos;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;

@Controller
final class TodoController {

    private final Todos todos = new Todos();

    @Get(value = "/plaintext", produces = MediaType.TEXT_PLAIN)
    String plaintext() {
        return "Hello, World!";
    }

    @Get("/hello/{name}")
    Greeting hello(@PathVariable String name) {
        return todos.hello(name);
    }

    @Post("/todos")
    @Status(HttpStatus.CREATED)
    Todo add(@Body AddTodo request) {
        return todos.add(request);
    }
}
