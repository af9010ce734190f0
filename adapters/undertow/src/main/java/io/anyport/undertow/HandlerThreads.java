package io.anyport.undertow;

import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** On which threads an application runs. */
public enum HandlerThreads {
    /** On virtual threads where {@code synchronized} does not pin them (JDK 24 and later), else on Undertow's workers. */
    WHERE_THEY_FIT,

    /** On virtual threads, which JDK 21 has first. */
    VIRTUAL,

    /** On Undertow's worker threads, eight per processor unless its builder is told otherwise. */
    WORKERS;

    /** {@return a virtual thread for each task, or null for Undertow's workers} */
    @Nullable
    ExecutorService executor() {
        return switch (this) {
            case WHERE_THEY_FIT -> VirtualThreads.whereTheyDoNotPin();
            case VIRTUAL -> VirtualThreads.create();
            case WORKERS -> null;
        };
    }
}
