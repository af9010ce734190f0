package todo;

import java.util.Optional;

/** Something to do, as it is stored. */
record Todo(String list, String id, String title, boolean completed, Optional<Integer> order, long version) {}
