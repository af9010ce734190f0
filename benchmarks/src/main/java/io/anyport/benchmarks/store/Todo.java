package io.anyport.benchmarks.store;

import io.anyport.store.TableSpec;

/** The record of all store benchmarks: six components, about 100 bytes as JSON. */
public record Todo(String list, String id, String title, boolean completed, int order, long version) {

    static final TableSpec<Todo> PLAIN = TableSpec.of("plain", Todo.class).key("list", "id");

    static final TableSpec<Todo> VERSIONED =
            TableSpec.of("versioned", Todo.class).key("list", "id").version("version");

    static Todo of(int number) {
        return new Todo("home", "todo-" + number, "Write down what is to be done", false, number, 0);
    }

    Todo version(long version) {
        return new Todo(list, id, title, completed, order, version);
    }
}
