package todo;

/** One thing to do. */
record Todo(String list, String id, String title, boolean completed, int order, long version) {}
