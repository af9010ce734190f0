package todo;

import java.io.Serial;

/** A todo that is to be changed or removed is not there. */
final class NoSuchTodo extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    NoSuchTodo(String id) {
        super("there is no todo " + id);
    }
}
