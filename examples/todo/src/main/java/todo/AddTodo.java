package todo;

import java.util.Optional;

/** Asks for a new todo. */
record AddTodo(String title, Optional<Boolean> completed, Optional<Integer> order) {}
