package io.anyport.lambda;

import io.anyport.Resource;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a snapshot is going to be taken of this process, and whom to ask for a call before it and after the restore. Our own
 * runtime asks nobody: it calls the function itself.
 */
final class SnapshotHooks {

    private static final String API_OF_AWS = "com.amazonaws.services.lambda.crac.Core";
    private static final String API_OF_THE_JDK = "jdk.crac.Core";

    private SnapshotHooks() {}

    /** AWS Lambda says it, and a JDK that can do it has a class for it. */
    static boolean areNeeded() {
        return "snap-start".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE")) || exists(API_OF_THE_JDK, null);
    }

    /** Only here is {@code org.crac} looked for, which a function may do without. */
    static void register(Resource function) {
        try {
            CracHooks.register(function);
        } catch (NoClassDefFoundError absent) {
            if (exists(API_OF_AWS, SnapshotHooks.class.getClassLoader())) {
                System.getLogger("io.anyport.lambda")
                        .log(
                                Level.WARNING,
                                "SnapStart: without org.crac:crac on the class path the function is not primed, and its"
                                        + " resources are not told of the snapshot");
            }
        }
    }

    private static boolean exists(String name, @Nullable ClassLoader loader) {
        try {
            Class.forName(name, false, loader);
            return true;
        } catch (ClassNotFoundException none) {
            return false;
        }
    }
}
