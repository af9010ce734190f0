package io.anyport.peers.spring;

import io.anyport.peers.todos.AddTodo;
import io.anyport.peers.todos.Greeting;
import io.anyport.peers.todos.Todo;
import io.anyport.peers.todos.Todos;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class TodoController {

    private final Todos todos = new Todos();

    @GetMapping(value = "/plaintext", produces = MediaType.TEXT_PLAIN_VALUE)
    String plaintext() {
        return "Hello, World!";
    }

    @GetMapping("/hello/{name}")
    Greeting hello(@PathVariable String name) {
        return todos.hello(name);
    }

    @PostMapping("/todos")
    @ResponseStatus(HttpStatus.CREATED)
    Todo add(@RequestBody AddTodo request) {
        return todos.add(request);
    }
}
