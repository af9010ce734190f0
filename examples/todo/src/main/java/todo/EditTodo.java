package todo;

import java.util.Optional;

/** Asks for a change of what is given. */
record EditTodo(String id, Optional<String> title, Optional<Boolean> completed, Optional<Integer> order) {}
