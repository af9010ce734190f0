package io.anyport.lambda.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What {@code anyport-runtime} runs, with a JVM that only says how it was called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the script is for AWS Lambda, which is Linux")
@Timeout(60)
final class RuntimeScriptTest {

    private static final String AWS = "com.amazonaws.services.lambda.runtime.api.client.AWSLambda";
    private static final String RUNTIME = FunctionRuntime.class.getName();
    private static final String LATE = "-XX:CompileThresholdScaling=3";

    @TempDir
    Path directory;

    private Path root;
    private Path java;
    private Path script;
    private String classPath;

    @BeforeEach
    void aPackageInAFolderWithSpaces() throws IOException {
        root = Files.createDirectories(directory.resolve("two  words"));
        Files.createDirectories(root.resolve("lib"));
        Files.createFile(root.resolve("lib/b c.jar"));
        Files.createFile(root.resolve("lib/a.jar"));
        Files.createFile(root.resolve("settings.properties"));
        classPath = root + ":" + root + "/lib/a.jar:" + root + "/lib/b c.jar";
        java = Files.createDirectories(root.resolve("jre/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        try (var source = Objects.requireNonNull(FunctionRuntime.class.getResourceAsStream("/anyport-runtime"))) {
            script = Files.write(root.resolve("anyport-runtime"), source.readAllBytes());
        }
    }

    @Test
    void aCustomRuntimeHasItsOwnJvm() throws Exception {
        assertEquals(
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", LATE, "-cp", classPath, RUNTIME),
                run(Map.of("JAVA_TOOL_OPTIONS", "-Dof.the=user")));
    }

    @Test
    void optionsOfTheUserTakeThePlaceOfItsOwn() throws Exception {
        assertEquals(
                List.of("-XX:TieredStopAtLevel=1", LATE, "-cp", classPath, RUNTIME),
                run(Map.of("JAVA_TOOL_OPTIONS", "-Xmx1g -XX:+UseParallelGC")));
        assertEquals(
                List.of("-XX:+UseSerialGC", LATE, "-cp", classPath, RUNTIME),
                run(Map.of("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=4")));
        assertEquals(
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath, RUNTIME),
                run(Map.of("JAVA_TOOL_OPTIONS", "-XX:CompileThresholdScaling=1")));
        assertEquals(
                List.of("-XX:CompileThresholdScaling=2", "-cp", classPath, RUNTIME),
                managed(Map.of(), "-XX:CompileThresholdScaling=2"));
    }

    @Test
    void inAManagedRuntimeAllOptionsButTheClassPathStay() throws Exception {
        assertEquals(
                List.of("-Xshare:auto", "-Da=two  words", LATE, "-cp", classPath, RUNTIME, "a.B::handleRequest"),
                run(
                        Map.of("known", ""),
                        java.toString(),
                        "-Xshare:on",
                        "--add-opens=java.base/java.io=ALL-UNNAMED",
                        "-classpath",
                        "of aws.jar",
                        "-Da=two  words",
                        AWS,
                        "a.B::handleRequest"));
    }

    @Test
    void compilationIsNotPutOffWhereNobodyWaitsForTheStart() throws Exception {
        assertEquals(
                List.of("-cp", classPath, RUNTIME), managed(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "snap-start")));
        assertEquals(
                List.of(LATE, "-cp", classPath, RUNTIME),
                managed(Map.of("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand")));
    }

    /** A variable of the environment that has the name of one of the script's. */
    @Test
    void aCommandThatIsNoneOfAwsIsRunAsItIsWhateverTheEnvironment() throws Exception {
        assertEquals(
                List.of("-cp", "x.jar", "a.Main"),
                run(Map.of("known", "yes"), java.toString(), "-cp", "x.jar", "a.Main"));
    }

    @Test
    void aPackageOfJarsAloneHasNoFolderOnTheClassPath() throws Exception {
        Files.delete(root.resolve("settings.properties"));
        Files.createFile(root.resolve("function.jsa"));
        assertEquals(List.of(LATE, "-cp", root + "/lib/a.jar:" + root + "/lib/b c.jar", RUNTIME), managed(Map.of()));
        Files.delete(root.resolve("lib/a.jar"));
        Files.delete(root.resolve("lib/b c.jar"));
        assertEquals(List.of(LATE, "-cp", root.toString(), RUNTIME), managed(Map.of()));
    }

    private List<String> managed(Map<String, String> environment, String... options) throws Exception {
        var arguments = new ArrayList<>(List.of(java.toString(), "-cp", "x.jar"));
        arguments.addAll(List.of(options));
        arguments.add(AWS);
        return run(environment, arguments.toArray(new String[0]));
    }

    /** {@return the arguments that the JVM is started with} */
    private List<String> run(Map<String, String> environment, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("sh", script.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("J") || name.startsWith("AWS"));
        builder.environment().put("LAMBDA_TASK_ROOT", root.toString());
        builder.environment().putAll(environment);
        var process = builder.start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        assertEquals(0, process.waitFor());
        return said;
    }
}
