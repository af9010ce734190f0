package todo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The business logic by itself, on every store: no server, no mock. */
@ParameterizedClass
@MethodSource("todo.TodoStores#all")
class TodosTest {

    private final Store store;
    private final Todos todos;

    TodosTest(TodoStores stores) throws Exception {
        store = stores.open(Todos.TABLE);
        todos = new Todos(store, new TodoIds(() -> 0));
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void aNewTodoIsOpenAndCanBeFound() {
        var added = add("ship");

        assertEquals(Optional.of(added), todos.find(new TodoId(added.id())));
        assertEquals("ship", added.title());
        assertEquals(Optional.empty(), added.order());
        assertEquals(false, added.completed());
    }

    @Test
    void theListKeepsTheOrderInWhichItWasWritten() {
        var added = IntStream.range(0, 250).mapToObj(i -> add("todo " + i)).toList();

        assertEquals(added, todos.all());
    }

    @Test
    void anEditChangesWhatItNamesAndNothingElse() {
        var added = todos.add(new AddTodo("ship", Optional.empty(), Optional.of(7)));

        var edited = todos.edit(new EditTodo(added.id(), Optional.empty(), Optional.of(true), Optional.empty()));

        assertEquals("ship", edited.title());
        assertEquals(Optional.of(7), edited.order());
        assertTrue(edited.completed());
        assertEquals(Optional.of(edited), todos.find(new TodoId(added.id())));
    }

    @Test
    void editsAtTheSameTimeAreAllKept() throws Exception {
        var added = add("ship");
        var threads = Executors.newFixedThreadPool(2);

        var edits = threads.invokeAll(List.of(
                repeat(
                        100,
                        i -> new EditTodo(added.id(), Optional.of("title " + i), Optional.empty(), Optional.empty())),
                repeat(100, i -> new EditTodo(added.id(), Optional.empty(), Optional.empty(), Optional.of(i)))));
        threads.shutdown();
        for (var edit : edits) {
            edit.get();
        }

        var last = todos.find(new TodoId(added.id())).orElseThrow();
        assertEquals("title 99", last.title());
        assertEquals(Optional.of(99), last.order());
        assertEquals(added.version() + 200, last.version());
    }

    @Test
    void whatIsRemovedIsGone() {
        var kept = add("keep");
        var removed = add("remove");

        todos.remove(new TodoId(removed.id()));

        assertEquals(List.of(kept), todos.all());
        assertThrows(NoSuchTodo.class, () -> todos.remove(new TodoId(removed.id())));
        assertThrows(NoSuchTodo.class, () -> todos.edit(edit(removed.id())));
    }

    @Test
    void allCanBeRemoved() {
        IntStream.range(0, 250).forEach(i -> add("todo " + i));

        todos.removeAll();

        assertEquals(List.of(), todos.all());
    }

    @Test
    void idsAscendWithinAMillisecondAndWhenTheClockGoesBack() {
        long[] clock = {5, 5, 4, 6};
        int[] reads = {0};
        var ids = new TodoIds(() -> clock[reads[0]++]);

        var made = IntStream.range(0, clock.length).mapToObj(i -> ids.get()).toList();

        assertEquals(made.stream().sorted().distinct().toList(), made);
    }

    private Todo add(String title) {
        return todos.add(new AddTodo(title, Optional.empty(), Optional.empty()));
    }

    private static EditTodo edit(String id) {
        return new EditTodo(id, Optional.of("title"), Optional.empty(), Optional.empty());
    }

    private Callable<Void> repeat(int times, java.util.function.IntFunction<EditTodo> edit) {
        return () -> {
            for (int i = 0; i < times; i++) {
                todos.edit(edit.apply(i));
            }
            return null;
        };
    }
}
