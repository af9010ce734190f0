package todo;

import java.util.Optional;

/** A todo as clients see it, with the URL at which it answers. */
record TodoView(String id, String title, boolean completed, Optional<Integer> order, String url) {

    static TodoView of(Todo todo, String url) {
        return new TodoView(todo.id(), todo.title(), todo.completed(), todo.order(), url);
    }
}
