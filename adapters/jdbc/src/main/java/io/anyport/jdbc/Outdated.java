package io.anyport.jdbc;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * The database does not know a table or a column, or a layout does not have an index: because it has changed since it was
 * looked at, or because that is so. Nothing was written.
 */
final class Outdated extends IllegalStateException {

    @Serial
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // it never leaves the thread
    private final transient RuntimeException otherwise;

    Outdated(String what, @Nullable Throwable cause) {
        super(what, cause);
        this.otherwise = this;
    }

    /** @param otherwise what is to be thrown if the layout has not changed */
    Outdated(RuntimeException otherwise) {
        super(otherwise.getMessage(), otherwise);
        this.otherwise = otherwise;
    }

    RuntimeException otherwise() {
        return otherwise;
    }
}
