package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.anyport.junit.lambda.Call;
import io.anyport.junit.lambda.Fault;
import io.anyport.junit.lambda.FunctionCommand;
import io.anyport.junit.lambda.RuntimeApi;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A function that {@code anyport-runtime} starts, from the command line of AWS's client and with the shell that it has on Lambda: the JVM
 * gets its first connection from the shell.
 */
final class ScriptRuntimeTest extends RuntimeContract {

    @TempDir
    static Path root;

    ScriptRuntimeTest() {
        super(FunctionCommand.AWS_RUNTIME);
    }

    /** The class path of this test as a package: classes at the root, jars in {@code lib}. */
    @BeforeAll
    static void upload() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "skipped: there is no /bin/bash, which Lambda has");
        var lib = Files.createDirectories(root.resolve("lib"));
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            var path = Path.of(entry);
            if (Files.isDirectory(path)) {
                copy(path);
            } else if (Files.exists(path)) {
                Files.createSymbolicLink(lib.resolve(path.getFileName()), path);
            }
        }
        try (var script = Objects.requireNonNull(LambdaHandler.class.getResourceAsStream("/anyport-runtime"))) {
            Files.write(root.resolve("anyport-runtime"), script.readAllBytes());
        }
    }

    private static void copy(Path classes) throws IOException {
        try (var files = Files.walk(classes)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var target = root.resolve(classes.relativize(file).toString());
                Files.createDirectories(Objects.requireNonNull(target.getParent()));
                if (!Files.exists(target)) { // module-info is in each
                    Files.copy(file, target);
                }
            }
        }
    }

    @Override
    FunctionCommand command(Class<?> function) {
        return super.command(function)
                .with("LAMBDA_TASK_ROOT", root.toString())
                .withWrapper("/bin/bash", root.resolve("anyport-runtime").toString());
    }

    private static byte[] adding(String title) {
        return new String(Events.bytes("http-api"), UTF_8)
                .replace("ship", title)
                .getBytes(UTF_8);
    }

    @Test
    void theConnectionOfTheShellIsUsedAndNoSocketIsMade() throws Exception {
        var command = command(TodoFunction.class).withOptions("-Xlog:class+load:stdout");
        try (var api = RuntimeApi.start();
                var function = command.start(api)) {
            for (int i = 0; i < 5; i++) {
                assertCreated(api.invoke(Events.bytes("http-api")).outcome(PATIENCE));
            }
            assertEquals(1, api.connections());
            assertTrue(function.output().contains("io.anyport.lambda.runtime.HandedOver "));
            assertFalse(function.output().contains("java.net.Socket "));
        }
    }

    @Test
    void whatIsLargeIsSentAtOnce() throws Exception {
        try (var api = RuntimeApi.start();
                var function = command(TodoFunction.class).start(api)) {
            for (int length : new int[] {300_000, 10, 300_000, 2_000, 10}) {
                String title = "x".repeat(length);
                var outcome = api.invoke(adding(title)).outcome(PATIENCE);
                assertEquals("{\"title\":\"" + title + "\",\"completed\":false}", body(outcome));
            }
            assertEquals(List.of(), api.remarks());
            assertTrue(function.isAlive());
        }
    }

    @Test
    void aConnectionThatIsLostIsReplaced() throws Exception {
        try (var api = RuntimeApi.start();
                var function = command(TodoFunction.class).start(api)) {
            api.fail(Call.NEXT, Fault.cutUnanswered(), Fault.none(), Fault.cutAnswer());
            assertCreated(api.invoke(Events.bytes("http-api")).outcome(PATIENCE));
            assertCreated(api.invoke(Events.bytes("http-api")).outcome(PATIENCE));
            assertTrue(function.isAlive());
        }
    }

    @Test
    void aFunctionCannotReadFromIt() throws Exception {
        try (var api = RuntimeApi.start();
                var function = command(StdinFunction.class).start(api)) {
            assertEquals("-1", api.invoke("{}").outcome(PATIENCE).text());
            assertEquals("-1", api.invoke("{}").outcome(PATIENCE).text());
            assertEquals(1, api.connections());
            assertTrue(function.isAlive());
        }
    }

    /** As when a child of a function were a function itself. */
    @Test
    void aVariableWithoutAConnectionIsNoHarm() throws Exception {
        try (var api = RuntimeApi.start();
                var function = FunctionCommand.of(TodoFunction.class)
                        .withRuntime(FunctionCommand.OWN_RUNTIME)
                        .with("ANYPORT_LAMBDA_CONNECTED", api.authority())
                        .start(api)) {
            assertCreated(api.invoke(Events.bytes("http-api")).outcome(PATIENCE));
            assertTrue(function.isAlive());
        }
    }
}
