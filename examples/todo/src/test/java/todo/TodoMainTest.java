package todo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The server as a process: what it says, how it ends, and what is left when it is killed. */
class TodoMainTest {

    @TempDir
    Path folder;

    @Test
    void everyTodoWhosePostWasAnsweredSurvivesAKill() throws Exception {
        var answered = new ArrayList<String>();
        for (int round = 0; round < 2; round++) {
            try (var server = Server.start(folder, "TODO_STORE", "jdbc:h2:file:./data/todo")) {
                for (int i = 0; i < 20; i++) {
                    var created = server.send("POST", "/todos", "{\"title\":\"" + round + "-" + i + "\"}");
                    assertEquals(201, created.statusCode());
                    answered.add(created.body());
                }
                server.kill();
            }
        }
        try (var server = Server.start(folder, "TODO_STORE", "jdbc:h2:file:./data/todo")) {
            var all = server.send("GET", "/todos", "").body();

            // The port is another one each time, and a part of the URLs.
            String expected = "[" + String.join(",", answered) + "]";
            assertEquals(expected.replaceAll("localhost:[0-9]+", ""), all.replaceAll("localhost:[0-9]+", ""));
        }
    }

    @Test
    void theDataIsInAFileBelowTheFolderUnlessSaidOtherwise() throws Exception {
        try (var server = Server.start(folder)) {
            assertTrue(server.line.endsWith("(store: jdbc:h2:file:./data/todo)"), server.line);
            assertTrue(Files.exists(folder.resolve("data/todo.mv.db")));
        }
    }

    @Test
    void itShowsItsMetrics() throws Exception {
        try (var server = Server.start(folder, "TODO_STORE", "memory")) {
            server.send("POST", "/todos", "{\"title\":\"ship\"}");
            server.send("GET", "/todos/secret", "");

            var answer = server.send("GET", "/metrics", "");
            String text = answer.body();

            assertEquals(200, answer.statusCode());
            assertEquals(
                    "text/plain; version=0.0.4; charset=utf-8",
                    answer.headers().firstValue("Content-Type").orElse(""));
            for (String part : List.of(
                    "http_server_request_duration_seconds_count{error_type=\"none\",http_request_method=\"POST\","
                            + "http_response_status_class=\"2xx\",http_route=\"/todos\",target=\"undertow\"} 1",
                    "http_response_status_class=\"4xx\",http_route=\"/todos/{id}\"",
                    "db_client_operation_duration_seconds_count{db_collection_name=\"todos\",db_operation_name=\"insert\","
                            + "db_system_name=\"memory\",error_type=\"none\"} 1",
                    "anyport_server_in_flight 1.0",
                    "anyport_server_shed_total 0.0")) {
                assertTrue(text.contains(part), () -> part + " is not in\n" + text);
            }
            assertTrue(!text.contains("secret"), text);
        }
    }

    @Test
    void itIsReadyWhileItsStoreAnswers() throws Exception {
        try (var server = Server.start(folder)) {
            var ready = server.send("GET", "/health/ready", "");
            assertEquals(200, ready.statusCode());
            assertEquals("{\"status\":\"pass\",\"checks\":{\"jdbc\":\"pass\"}}", ready.body());
        }
    }

    /** It says what it does, unless the JDK has stopped logging before, which it does at the same time. */
    @Test
    void sigtermEndsItCleanly() throws Exception {
        try (var server = Server.start(folder, "TODO_STORE", "memory")) {
            server.process.toHandle().destroy(); // the process itself would close what it is read from

            assertTrue(server.process.waitFor(30, TimeUnit.SECONDS));
            assertEquals(143, server.process.exitValue());
            String other = server.errors()
                    .lines()
                    .filter(line -> !line.contains(" INFO io.anyport.undertow "))
                    .collect(Collectors.joining("\n"));
            assertEquals("", other);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http-api",
                "rest-api",
                "alb",
                "alb-multi",
                "function-url",
                "function-url-stream",
                "rest-api-stream"
            })
    void itIsServedAsAFunctionBehindAFrontDoor(String door) throws Exception {
        try (var server = Server.start(folder, List.of("--as=lambda:" + door), "TODO_STORE", "memory")) {
            assertTrue(server.line.endsWith(" (as: lambda:" + door + ", store: memory)"), server.line);
            var created = server.send("POST", "/todos", "{\"title\":\"ship\"}");
            assertEquals(201, created.statusCode());
            assertTrue(created.body().contains("\"url\":\"" + server.address + "/todos/"), created.body());
            assertEquals(
                    "[" + created.body() + "]", server.send("GET", "/todos", "").body());
        }
    }

    @Test
    void aTargetThatIsNoneIsSaidInALineWithThoseThatThereAre() throws Exception {
        var process = Server.process(folder, List.of("--as=lambda:elb"), "TODO_STORE", "memory", "PORT", "0");
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it did not end");

        assertEquals(1, process.exitValue());
        assertOneLine(
                errors(process),
                "--as= must be one of [undertow, lambda:http-api, lambda:rest-api, lambda:alb, lambda:alb-multi,"
                        + " lambda:function-url, lambda:function-url-stream, lambda:rest-api-stream], is 'lambda:elb'");
    }

    @Test
    void aTakenPortIsSaidInALine() throws Exception {
        try (var taken = new ServerSocket(0)) {
            var ended = end("TODO_STORE", "memory", "PORT", String.valueOf(taken.getLocalPort()));

            assertEquals(1, ended.exitValue());
            assertOneLine(errors(ended), String.valueOf(taken.getLocalPort()));
        }
    }

    @Test
    void aStoreThatCannotBeOpenedIsSaidInALine() throws Exception {
        Files.writeString(folder.resolve("data"), "a file where a folder should be");

        var ended = end("PORT", "0");

        assertEquals(1, ended.exitValue());
        assertOneLine(errors(ended), "jdbc:h2:file:./data/todo");
    }

    @Test
    void aStoreThatIsInUseIsSaidInALine() throws Exception {
        try (var server = Server.start(folder)) {
            var ended = end("PORT", "0");

            assertEquals(1, ended.exitValue());
            assertOneLine(errors(ended), "jdbc:h2:file:./data/todo");
            assertEquals(200, server.send("GET", "/todos", "").statusCode());
        }
    }

    @Test
    void aChoiceThatIsNoneIsSaidInALine() throws Exception {
        var store = end("TODO_STORE", "mongodb", "PORT", "0");
        var port = end("TODO_STORE", "memory", "PORT", "http");

        assertEquals(1, store.exitValue());
        assertOneLine(errors(store), "TODO_STORE");
        assertEquals(1, port.exitValue());
        assertOneLine(errors(port), "PORT");
    }

    private Process end(String... environment) throws Exception {
        var process = Server.process(folder, List.of(), environment);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it did not end");
        return process;
    }

    private static String errors(Process ended) {
        return Server.read(ended);
    }

    private static void assertOneLine(String errors, String part) {
        assertTrue(errors.startsWith("todo: ") && errors.contains(part), errors);
        assertEquals(1, errors.lines().count(), errors);
    }

    /** A running server. */
    private record Server(Process process, String line, URI address, CompletableFuture<String> standardError)
            implements AutoCloseable {

        private static final HttpClient CLIENT = HttpClient.newHttpClient();

        static Server start(Path folder, String... environment) throws IOException {
            return start(folder, List.of(), environment);
        }

        static Server start(Path folder, List<String> arguments, String... environment) throws IOException {
            var all = new ArrayList<>(List.of(environment));
            all.addAll(List.of("PORT", "0"));
            var process = process(folder, arguments, all.toArray(new String[0]));
            var errors = CompletableFuture.supplyAsync(() -> read(process));
            String line = process.inputReader().readLine();
            if (line == null) {
                throw new IllegalStateException("it did not start: " + errors.join());
            }
            return new Server(process, line, URI.create(line.split(" ", -1)[1]), errors);
        }

        static Process process(Path folder, List<String> arguments, String... environment) throws IOException {
            String java =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            var builder = new ProcessBuilder(
                    java, "-cp", System.getProperty("java.class.path"), "-XX:TieredStopAtLevel=1", "todo.TodoMain");
            builder.command().addAll(arguments);
            builder.directory(folder.toFile());
            builder.environment().remove("JAVA_TOOL_OPTIONS");
            builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
            for (int i = 0; i < environment.length; i += 2) {
                builder.environment().put(environment[i], environment[i + 1]);
            }
            return builder.start();
        }

        private static String read(Process process) {
            return process.errorReader().lines().reduce("", (a, b) -> a + b + "\n");
        }

        HttpResponse<String> send(String method, String path, String body) throws Exception {
            var request = HttpRequest.newBuilder(address.resolve(path))
                    .header("Content-Type", "application/json")
                    .method(method, HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        }

        String errors() {
            return standardError.join();
        }

        /** As {@code kill -9} does: without a chance to write anything. */
        void kill() {
            process.destroyForcibly().onExit().join();
        }

        @Override
        public void close() {
            kill();
        }
    }
}
