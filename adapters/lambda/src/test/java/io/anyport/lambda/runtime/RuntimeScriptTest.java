package io.anyport.lambda.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The command line that {@code anyport-runtime} makes. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is for AWS Lambda, which is Linux")
@Timeout(60)
final class RuntimeScriptTest {

    private static final String AWS = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String LATE = "-XX:CompileThresholdScaling=3";

    @TempDir
    Path root;

    @Test
    void theClientOfAwsIsReplacedAndAllOptionsStay() throws Exception {
        assertEquals(
                "-XX:+UseSerialGC -Da=b c " + LATE + " -cp " + root + " " + FunctionRuntime.class.getName()
                        + " todo.TodoLambda",
                run(
                        Map.of(),
                        "-XX:+UseSerialGC",
                        "-Da=b c",
                        "-classpath",
                        "/var/runtime/x.jar",
                        AWS,
                        "todo.TodoLambda"));
    }

    @Test
    void compilationIsNotPutOffWhereNobodyWaitsForTheStart() throws Exception {
        assertEquals(0, count(run(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start"), "-cp", "x.jar", AWS)));
        assertEquals(1, count(run(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"), "-cp", "x.jar", AWS)));
    }

    @Test
    void anOptionOfOnesOwnIsNotOverridden() throws Exception {
        assertEquals(0, count(run(Map.of("JAVA_TOOL_OPTIONS", "-XX:CompileThresholdScaling=1"), "-cp", "x.jar", AWS)));
        assertEquals(1, count(run(Map.of(), "-XX:CompileThresholdScaling=2", "-cp", "x.jar", AWS)));
    }

    private static int count(String line) {
        return line.split("CompileThresholdScaling", -1).length - 1;
    }

    /** {@return the arguments that java is started with: here it is a program that tells them} */
    private String run(Map<String, String> environment, String... arguments) throws Exception {
        Path script;
        try (var source = Objects.requireNonNull(FunctionRuntime.class.getResourceAsStream("/anyport-runtime"))) {
            script = Files.write(root.resolve("anyport-runtime"), source.readAllBytes());
        }
        var command = new ArrayList<>(List.of("sh", script.toString(), "echo"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().keySet().removeIf(name -> name.startsWith("J") || name.startsWith("AWS"));
        builder.environment().put("LAMBDA_TASK_ROOT", root.toString());
        builder.environment().putAll(environment);
        var process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        assertEquals(0, process.waitFor(), said);
        return said;
    }
}
