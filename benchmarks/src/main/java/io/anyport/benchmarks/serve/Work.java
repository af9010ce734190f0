package io.anyport.benchmarks.serve;

/**
 * What a server is asked for.
 *
 * @param name what the table calls it
 * @param method of the request
 * @param path of the request
 * @param body JSON, or null for none
 * @param status of the answer
 * @param answer its body; a number stands for any
 */
record Work(String name, String method, String path, String body, int status, String answer) {

    static final Work PLAINTEXT = new Work("plaintext", "GET", "/plaintext", null, 200, "Hello, World!");
    static final Work HELLO = new Work("hello", "GET", "/hello/world", null, 200, "{\"greeting\":\"Hello, world\"}");
    static final Work TODOS = new Work(
            "todos",
            "POST",
            "/todos",
            "{\"title\":\"write it once\"}",
            201,
            "{\"id\":\"1\",\"title\":\"write it once\",\"completed\":false}");

    static Work[] all() {
        return new Work[] {HELLO, TODOS, PLAINTEXT};
    }

    /** {@return whether a body is the right one, from whichever request} */
    boolean isAnswer(String text) {
        return text.strip().replaceFirst("\"id\":\"[0-9]+\"", "\"id\":\"1\"").equals(answer);
    }
}
