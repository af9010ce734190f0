package io.anyport.junit.lambda;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The native part of AWS's runtime client. The client unpacks it to one place in {@code /tmp}, whoever else has it loaded from there: of
 * several processes at once some crash. Here it is unpacked once, to a place of its own, and named to each process.
 */
final class NativeClient {

    private static final String PROPERTY =
            "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";
    private static final Map<String, Optional<Path>> UNPACKED = new ConcurrentHashMap<>();

    private NativeClient() {}

    /** {@return the option of the JVM that names it; empty if the class path does not have it for this machine} */
    static Optional<String> option(String classPath) {
        return UNPACKED.computeIfAbsent(classPath, NativeClient::unpack).map(file -> "-D" + PROPERTY + "=" + file);
    }

    private static Optional<Path> unpack(String classPath) {
        try (var loader = new URLClassLoader(urls(classPath), null);
                var library = loader.getResourceAsStream("jni/" + name())) {
            if (library == null) {
                return Optional.empty();
            }
            var file = Files.createTempFile("aws-lambda-jni", ".so");
            file.toFile().deleteOnExit();
            Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
            return Optional.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static URL[] urls(String classPath) throws IOException {
        var urls = new ArrayList<URL>();
        for (String entry : classPath.split(File.pathSeparator, -1)) {
            urls.add(new File(entry).toURI().toURL());
        }
        return urls.toArray(new URL[0]);
    }

    private static String name() {
        boolean isArm = System.getProperty("os.arch").equals("aarch64");
        boolean isMusl = Files.exists(Path.of("/lib/ld-musl-" + (isArm ? "aarch64" : "x86_64") + ".so.1"));
        return "libaws-lambda-jni.linux" + (isMusl ? "_musl" : "") + (isArm ? "-aarch_64.so" : "-x86_64.so");
    }
}
