package io.anyport.junit;

import io.anyport.store.Key;
import io.anyport.store.StoreException;
import io.anyport.store.StoreException.ConditionFailed;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A step of a generated sequence, which can be taken on any store. Immutable.
 *
 * @param text what it does, for a reader
 * @param isLate whether its answer may be late
 * @param action what it does
 */
record Operation(String text, boolean isLate, Action action) {

    /** Matches every answer. */
    static final Object ANYTHING = "anything";

    /** What is done to a store. */
    interface Action {
        /** Does it, and answers what can be compared. */
        @Nullable
        Object on(Side side);
    }

    static Operation of(String text, Action action) {
        return new Operation(text, false, action);
    }

    /** A failure as it is compared: its class, and what it is about. */
    private record Failed(String kind, Optional<String> table, Optional<Key> key, Optional<?> current) {
        static Failed of(RuntimeException failure) {
            if (failure instanceof ConditionFailed failed) {
                return new Failed("ConditionFailed", failed.table(), failed.key(), failed.current(Record.class));
            }
            if (failure instanceof StoreException || !(failure instanceof IllegalArgumentException)) {
                return of(failure.getClass().getSimpleName());
            }
            return of("IllegalArgumentException");
        }

        static Failed of(String kind) {
            return new Failed(kind, Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /** A mistake, which fails before anything is asked of an engine. */
    static Operation mistake(String text, Class<? extends RuntimeException> kind, Action action) {
        return of(text, side -> side.isModel() ? Failed.of(kind.getSimpleName()) : action.on(side));
    }

    Object answer(Side side) {
        try {
            Object answer = action.on(side);
            return answer instanceof Failed ? answer : Optional.ofNullable(answer);
        } catch (RuntimeException failure) {
            return Failed.of(failure);
        }
    }

    static boolean matches(Object expected, Object actual) {
        return expected.equals(actual)
                || expected.equals(Optional.of(ANYTHING))
                || actual.equals(Optional.of(ANYTHING));
    }

    @Override
    public String toString() {
        return text;
    }
}
