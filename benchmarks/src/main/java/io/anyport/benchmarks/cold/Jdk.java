package io.anyport.benchmarks.cold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A JDK.
 *
 * @param home its folder
 * @param feature its number, such as 17
 */
record Jdk(Path home, int feature) {

    private static final String KEY = "JAVA_VERSION=\"";

    static Jdk at(Path home) throws IOException {
        for (String line : Files.readAllLines(home.resolve("release"))) {
            if (line.startsWith(KEY)) {
                return new Jdk(
                        home, Integer.parseInt(line.substring(KEY.length()).split("[.\"]", 2)[0]));
            }
        }
        throw new IllegalArgumentException(home + " is no JDK");
    }

    String java() {
        return home.resolve("bin/java").toString();
    }
}
