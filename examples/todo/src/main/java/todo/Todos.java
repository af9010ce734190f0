package todo;

import io.anyport.store.Key;
import io.anyport.store.Range;
import io.anyport.store.Store;
import io.anyport.store.StoreException;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The business logic of a todo list. It needs a store, and nothing else of the world. */
final class Todos {

    static final TableSpec<Todo> TABLE =
            TableSpec.of("todos", Todo.class).key("list", "id").version("version");

    private static final String LIST = "home";

    private final Table<Todo> table;
    private final Supplier<String> ids;

    /** @param ids makes the ids of new todos, each greater than the one before, so that the list keeps its order */
    Todos(Store store, Supplier<String> ids) {
        this.table = store.table(TABLE);
        this.ids = ids;
    }

    List<Todo> all() {
        try (var todos = table.stream(Range.partition(LIST))) {
            return todos.toList();
        }
    }

    Todo add(AddTodo request) {
        return table.insert(
                new Todo(LIST, ids.get(), request.title(), request.completed().orElse(false), request.order(), 0));
    }

    Optional<Todo> find(TodoId todo) {
        return table.get(key(todo.id()));
    }

    Todo edit(EditTodo edit) {
        try {
            return edit.changes()
                    .map(changes -> table.update(key(edit.id()), changes))
                    .or(() -> table.get(key(edit.id())))
                    .orElseThrow(() -> new NoSuchTodo(edit.id()));
        } catch (StoreException.ConditionFailed absent) {
            throw new NoSuchTodo(edit.id());
        }
    }

    void remove(TodoId todo) {
        if (!table.delete(key(todo.id()))) {
            throw new NoSuchTodo(todo.id());
        }
    }

    void removeAll() {
        table.writeAll(
                all().stream().map(todo -> Write.delete(TABLE, key(todo.id()))).toList());
    }

    private static Key key(String id) {
        return Key.of(LIST, id);
    }
}
