package io.anyport.benchmarks.serve.app;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** The logic of all servers that are compared. Thread-safe. */
final class Todos {

    private static final int MOST = 1_000;

    private final Map<String, Todo> todos = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();
    private final AtomicInteger kept = new AtomicInteger();

    Greeting hello(String name) {
        return new Greeting("Hello, " + name);
    }

    Todo add(AddTodo request) {
        if (kept.incrementAndGet() > MOST) {
            kept.set(0);
            todos.clear(); // what is kept must not grow with the number of requests
        }
        var todo = new Todo(Long.toString(last.incrementAndGet()), request.title(), false);
        todos.put(todo.id(), todo);
        return todo;
    }
}
