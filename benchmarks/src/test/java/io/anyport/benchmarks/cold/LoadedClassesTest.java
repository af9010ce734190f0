package io.anyport.benchmarks.cold;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * How many classes a function loads until its first answer, which is most of a cold start, and stable where milliseconds are not. There
 * is room for a dozen more than there are; a library that is drawn in has a hundred.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's client has native code for Linux only")
@Timeout(180)
final class LoadedClassesTest {

    private static final String BY_HAND = "by hand, AWS's client";
    private static final String UNDER_AWS = "portable, AWS's client";
    private static final String UNDER_OURS = "portable, our loop";

    @TempDir
    Path folder;

    @Test
    void aPortableFunctionLoadsNotManyMoreClassesThanOneByHandAndFewerUnderOurLoop() throws Exception {
        var jdk = Jdk.at(Path.of(System.getProperty("java.home")));
        var classPath = List.of(System.getProperty("java.class.path").split(File.pathSeparator, -1));
        var all = new TreeMap<String, Integer>();
        var parsed = new TreeMap<String, Integer>();
        for (var variant : Variant.all("")) {
            if (variant.isByScript()) { // which is for jars; ScriptRuntimeTest sees that it does without sockets
                continue;
            }
            int[] classes = Setting.of(jdk, Mode.PLAIN, variant, folder).classes(classPath, ColdStart.event());
            all.put(variant.name(), classes[0]);
            parsed.put(variant.name(), classes[1]);
        }
        String counted = "all: " + all + ", from no archive: " + parsed;

        assertTrue(all.get(BY_HAND) > 900, counted);
        boolean isNew =
                jdk.feature() > 17; // such a JDK has more classes for the same, and keeps more of them in its archive
        assertTrue(all.get(UNDER_AWS) - all.get(BY_HAND) <= (isNew ? 12 : 25), counted);
        assertTrue(parsed.get(UNDER_AWS) - parsed.get(BY_HAND) <= (isNew ? 21 : 22), counted);
        assertTrue(all.get(BY_HAND) - all.get(UNDER_OURS) >= (isNew ? 120 : 166), counted);
        assertTrue(parsed.get(BY_HAND) - parsed.get(UNDER_OURS) >= (isNew ? 51 : 58), counted);
    }
}
