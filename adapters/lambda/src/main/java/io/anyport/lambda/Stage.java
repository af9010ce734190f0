package io.anyport.lambda;

import org.jspecify.annotations.Nullable;

/** The stage of an API in front of a path. */
final class Stage {

    private Stage() {}

    /** {@return whether it is one that clients see, rather than none or the default one} */
    static boolean isNamed(@Nullable String stage) {
        return stage != null && !stage.isEmpty() && !stage.equals("$default") && stage.indexOf('/') < 0;
    }

    /** {@return the end of the stage in front of the path, at the end of a segment; 0 if it does not stand there} */
    static int end(String path, @Nullable String stage) {
        if (stage == null || !isNamed(stage)) {
            return 0;
        }
        int end = stage.length() + 1;
        boolean isThere = path.startsWith("/") && path.startsWith(stage, 1);
        return isThere && (path.length() == end || path.charAt(end) == '/') ? end : 0;
    }
}
