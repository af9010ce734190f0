package io.anyport.benchmarks.cold;

import java.nio.file.Path;
import java.util.List;

/** What the JVM knows of the function's classes when it starts. */
enum Mode {
    /** Those of the JDK, from its own archive. */
    PLAIN {
        @Override
        List<String> training(Path archive) {
            return List.of();
        }

        @Override
        List<String> options(Path archive) {
            return List.of();
        }
    },
    /** All that the function loaded in a run before: JEP 350. */
    APPCDS {
        @Override
        List<String> training(Path archive) {
            return List.of("-XX:ArchiveClassesAtExit=" + archive);
        }

        @Override
        List<String> options(Path archive) {
            return List.of("-XX:SharedArchiveFile=" + archive);
        }
    },
    /** The same, linked, with profiles: JEP 483, 514 and 515. */
    AOT {
        @Override
        List<String> training(Path archive) {
            return List.of("-XX:AOTCacheOutput=" + archive);
        }

        @Override
        List<String> options(Path archive) {
            return List.of("-XX:AOTCache=" + archive);
        }

        @Override
        boolean isKnownTo(int jdk) {
            return jdk >= 25;
        }
    };

    /** {@return the options of the run that makes the archive} */
    abstract List<String> training(Path archive);

    /** {@return the options of a run with the archive} */
    abstract List<String> options(Path archive);

    boolean isKnownTo(int jdk) {
        return true;
    }
}
