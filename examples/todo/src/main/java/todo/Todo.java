package todo;

import java.util.Optional;

/** Something to do, as it is stored. */
record Todo(String list, String id, String title, boolean completed, Optional<Integer> order, long version) {

    Todo edited(EditTodo edit) {
        return new Todo(
                list,
                id,
                edit.title().orElse(title),
                edit.completed().orElse(completed),
                edit.order().or(() -> order),
                version);
    }
}
