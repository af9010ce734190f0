package io.anyport.jackson;

import org.jspecify.annotations.Nullable;

/** Databind when it is first needed, and not before: it has some seven hundred classes. */
final class LateDatabind {

    private @Nullable Databind databind;

    synchronized Databind get() {
        var made = databind;
        if (made == null) {
            made = new Databind();
            databind = made;
        }
        return made;
    }

    byte[] write(Object value) {
        return get().write(value);
    }
}
