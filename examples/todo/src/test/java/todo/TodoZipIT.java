package todo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.junit.lambda.Outcome;
import io.anyport.junit.lambda.RuntimeApi;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What one uploads to Lambda, run from an unpacked copy as the platform runs it. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "Lambda is Linux, and AWS's client has native code for it only")
@Timeout(180)
final class TodoZipIT {

    private static final Path ZIP = Path.of(System.getProperty("todo.zip"));
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String OF_AWS = "--add-opens=java.base/java.io=ALL-UNNAMED";
    private static final String AWS_CLIENT = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String OWN_RUNTIME = "io.anyport.lambda.runtime.FunctionRuntime";

    @TempDir
    Path folder;

    private Path task;
    private Path log;

    @BeforeEach
    void unpack() throws IOException {
        task = Files.createDirectory(folder.resolve("task"));
        log = folder.resolve("log");
        try (var zip = opened();
                var files = Files.walk(zip.getPath("/"))) {
            for (var file : (Iterable<Path>) files::iterator) {
                unpack(file, task.resolve(file.toString().substring(1)));
            }
        }
    }

    private static FileSystem opened() throws IOException {
        return FileSystems.newFileSystem(ZIP, Map.of("enablePosixFileAttributes", true));
    }

    private static void unpack(Path from, Path to) throws IOException {
        if (Files.isDirectory(from)) {
            Files.createDirectories(to);
        } else {
            Files.copy(from, to);
            Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(from));
        }
    }

    @Test
    void itIsSmallAndHasNoDatabaseAndNoServer() throws IOException {
        var jars = Arrays.stream(task.resolve("lib").toFile().list()).sorted().toList();

        assertTrue(Files.size(ZIP) < 12_000_000, () -> ZIP + " is too large");
        assertTrue(
                jars.stream()
                        .noneMatch(jar -> jar.matches(
                                "(h2|postgresql|undertow|xnio|jboss|micrometer|prometheus|opentelemetry).*")),
                jars::toString);
        assertTrue(Files.exists(task.resolve("todo/TodoLambda.class")));
        assertEquals(
                Set.of(PosixFilePermission.values()).stream()
                        .filter(permission -> !permission.name().matches("(GROUP|OTHERS)_WRITE"))
                        .collect(Collectors.toSet()),
                Files.getPosixFilePermissions(task.resolve("anyport-runtime")));
    }

    @Test
    void aFunctionUnderTheClientOfAws() throws Exception {
        assertAnswers(managed(), AWS_CLIENT);
    }

    @Test
    void aFunctionUnderTheWrapper() throws Exception {
        var command = new ArrayList<>(managed());
        command.add(0, task.resolve("anyport-runtime").toString());
        assertAnswers(command, OWN_RUNTIME);
    }

    /** The script as the bootstrap of a custom runtime, which is given nothing but the environment. */
    @Test
    void aFunctionUnderACustomRuntime() throws Exception {
        assertAnswers(List.of(task.resolve("anyport-runtime").toString()), OWN_RUNTIME);
    }

    @Test
    void aCommandThatIsNoneOfAwsIsRunAsItIs() throws Exception {
        var process = process(List.of(task.resolve("anyport-runtime").toString(), "echo", "two  words", "*"), "")
                .start();

        assertEquals(0, process.waitFor());
        String said = Files.readString(log);
        assertTrue(said.startsWith("anyport-runtime: this is not how"), said);
        assertTrue(said.endsWith("\ntwo  words *\n"), said);
    }

    /** As Lambda starts its managed Java runtimes: the function is on no class path, AWS's client loads it by itself. */
    private List<String> managed() {
        String client = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(jar -> jar.matches(".*/(aws-lambda-java-[a-z-]+|utils-lite)-[0-9][^/]*[.]jar"))
                .collect(Collectors.joining(File.pathSeparator));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:MaxHeapSize=131072k",
                "-XX:+UseSerialGC",
                "-Xshare:on",
                "-XX:TieredStopAtLevel=1",
                "--add-opens=java.base/java.io=ALL-UNNAMED",
                "-Dof.the=platform, with a space",
                "-classpath",
                client,
                AWS_CLIENT,
                "todo.TodoLambda::handleRequest");
    }

    private ProcessBuilder process(List<String> command, String authority) {
        var options = List.of("-Xlog:class+load:file=" + folder.resolve("classes"));
        var builder = new ProcessBuilder(command);
        var environment = builder.environment();
        environment.remove("TODO_STORE");
        environment.put("JAVA_TOOL_OPTIONS", String.join(" ", options));
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put("AWS_LAMBDA_RUNTIME_API", authority);
        environment.put("LAMBDA_TASK_ROOT", task.toString());
        environment.put("_HANDLER", "todo.TodoLambda::handleRequest");
        builder.directory(task.toFile()).redirectErrorStream(true).redirectOutput(log.toFile());
        return builder;
    }

    private void assertAnswers(List<String> command, String runtime) throws Exception {
        try (var api = RuntimeApi.start()) {
            var process = process(command, api.authority()).start();
            try {
                String created = answer(api, "{\\\"title\\\":\\\"ship\\\"}");
                assertTrue(created.contains("\"statusCode\":201"), created);
                assertTrue(created.contains("\\\"title\\\":\\\"ship\\\""), created);
                assertTrue(answer(api, "{}").contains("\"statusCode\":400"));
                assertCommand(process, command, runtime);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        assertEquals(new TreeSet<>(), needlesslyLoaded());
    }

    private String answer(RuntimeApi api, String body) throws Exception {
        var outcome = api.invoke(post(body)).outcome(PATIENCE);
        assertEquals(Outcome.Kind.RESPONSE, outcome.kind(), outcome.text() + Files.readString(log));
        return outcome.text();
    }

    /** The runtime is the one that is expected, and of the platform's options none is lost but the one for AWS's client. */
    private static void assertCommand(Process process, List<String> command, String runtime) throws IOException {
        var actual = List.of(Files.readString(Path.of("/proc", String.valueOf(process.pid()), "cmdline"))
                .split("\0", -1));
        assertTrue(actual.contains(runtime), actual::toString);
        for (String argument : command) {
            boolean isOption = argument.startsWith("-X") || argument.startsWith("-D") || argument.startsWith("--");
            if (isOption && !argument.equals("-Xshare:on")) {
                boolean isKept = runtime.equals(AWS_CLIENT) || !argument.equals(OF_AWS);
                assertEquals(isKept, actual.contains(argument), () -> argument + " in " + actual);
            }
        }
    }

    /** {@return the packages of libraries that a function with its data in memory has no use for, but has loaded} */
    private Set<String> needlesslyLoaded() throws IOException {
        var packages = List.of(
                "org.slf4j.",
                "com.zaxxer.",
                "software.amazon.awssdk.services.",
                "io.undertow.",
                "tools.jackson.databind.");
        var loaded = new TreeSet<String>();
        for (String line : Files.readAllLines(folder.resolve("classes"))) {
            packages.stream().filter(line::contains).forEach(loaded::add);
        }
        return loaded;
    }

    private static String post(String body) {
        return """
                {"version": "2.0", "routeKey": "$default", "rawPath": "/todos", "rawQueryString": "",
                 "headers": {"content-type": "application/json", "host": "id.execute-api.eu-west-1.amazonaws.com"},
                 "requestContext": {"domainName": "id.execute-api.eu-west-1.amazonaws.com", "stage": "$default",
                  "requestId": "id", "http": {"method": "POST", "path": "/todos", "sourceIp": "192.0.2.1"}},
                 "body": "%s", "isBase64Encoded": false}
                """.formatted(body);
    }
}
