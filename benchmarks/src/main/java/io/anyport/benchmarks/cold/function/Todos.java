package io.anyport.benchmarks.cold.function;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** The logic of all functions that are compared: a todo is put into a map. */
final class Todos {

    private static final int MOST = 1_000;

    private final Map<String, Todo> todos = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();

    Todo add(AddTodo request) {
        if (todos.size() >= MOST) {
            todos.clear(); // what is kept must not grow with the number of invocations
        }
        var todo = new Todo(Long.toString(last.incrementAndGet()), request.title(), false);
        todos.put(todo.id(), todo);
        return todo;
    }
}
