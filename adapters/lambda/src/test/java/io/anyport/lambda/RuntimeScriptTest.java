package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the script runs, with a JVM that only says how it was called. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "it is a shell script, for Lambda's Linux")
final class RuntimeScriptTest {

    private static final String RUNTIME = "io.anyport.lambda.runtime.FunctionRuntime";

    @TempDir
    Path directory;

    private Path root;
    private Path java;

    @BeforeEach
    void aPackageInAFolderWithSpaces() throws IOException {
        root = Files.createDirectories(directory.resolve("two  words"));
        Files.createDirectories(root.resolve("lib"));
        Files.createFile(root.resolve("lib/b c.jar"));
        Files.createFile(root.resolve("lib/a.jar"));
        java = Files.createDirectories(root.resolve("jre/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
    }

    private List<String> run(String options, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("sh", "src/main/resources/anyport-runtime"));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        process.environment().put("LAMBDA_TASK_ROOT", root.toString());
        process.environment().put("JAVA_TOOL_OPTIONS", options);
        var started = process.start();
        var said = new String(started.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        assertEquals(0, started.waitFor());
        return said;
    }

    private String classPath() {
        return root + ":" + root + "/lib/a.jar:" + root + "/lib/b c.jar";
    }

    @Test
    void aCustomRuntimeHasItsOwnJvm() throws Exception {
        assertEquals(
                List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath(), RUNTIME),
                run("-Dof.the=user"));
    }

    @Test
    void theUsersOptionsTakeThePlaceOfOurs() throws Exception {
        assertEquals(List.of("-XX:TieredStopAtLevel=1", "-cp", classPath(), RUNTIME), run("-Xmx1g -XX:+UseParallelGC"));
        assertEquals(List.of("-XX:+UseSerialGC", "-cp", classPath(), RUNTIME), run("-XX:TieredStopAtLevel=4"));
    }

    @Test
    void inAManagedRuntimeAllOptionsButTheClassPathStay() throws Exception {
        assertEquals(
                List.of("-Xshare:auto", "-Da=two  words", "-cp", classPath(), RUNTIME, "a.B::handleRequest"),
                run(
                        "",
                        java.toString(),
                        "-Xshare:on",
                        "-classpath",
                        "of aws.jar",
                        "-Da=two  words",
                        "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                        "a.B::handleRequest"));
    }
}
