package todo;

import static io.anyport.store.Update.set;

import io.anyport.store.Update;
import java.util.Optional;
import java.util.stream.Stream;

/** Asks for a change of what is given. */
record EditTodo(String id, Optional<String> title, Optional<Boolean> completed, Optional<Integer> order) {

    /** {@return the changes to what is stored; empty if nothing is given} */
    Optional<Update> changes() {
        return Stream.of(
                        title.map(text -> set("title", text)),
                        completed.map(truth -> set("completed", truth)),
                        order.map(number -> set("order", number)))
                .flatMap(Optional::stream)
                .reduce(Update::and);
    }
}
