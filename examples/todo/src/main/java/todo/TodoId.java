package todo;

/** Names a todo. */
record TodoId(String id) {}
