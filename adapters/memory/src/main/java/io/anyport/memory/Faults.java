package io.anyport.memory;

import io.anyport.store.Key;
import io.anyport.store.StoreException;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong in a {@link MemoryStore}, as it does in a real one now and then. An immutable value: each store that is
 * made with it draws the same faults for the same calls, one after the other.
 *
 * <p>The store's {@link io.anyport.store.RetryPolicy} deals with them as on any engine, so that an application sees a
 * conflict or throttling only when all attempts meet one.
 */
public final class Faults {

    private final long seed;
    private final double conflicts;
    private final double throttling;
    private final double unknown;

    private Faults(long seed, double conflicts, double throttling, double unknown) {
        this.seed = seed;
        this.conflicts = conflicts;
        this.throttling = throttling;
        this.unknown = unknown;
    }

    /**
     * No faults yet.
     *
     * @param seed what decides which calls meet them
     * @return the faults
     */
    public static Faults seeded(long seed) {
        return new Faults(seed, 0, 0, 0);
    }

    /**
     * Has writes fail with {@link StoreException.Conflict}; they are not made.
     *
     * @param probability from 0 to 1, of each attempt
     * @return a copy
     * @throws IllegalArgumentException if it is outside
     */
    public Faults conflicts(double probability) {
        return new Faults(seed, checked(probability), throttling, unknown);
    }

    /**
     * Has reads and writes fail with {@link StoreException.Throttled}; they are not made.
     *
     * @param probability from 0 to 1, of each attempt
     * @return a copy
     * @throws IllegalArgumentException if it is outside
     */
    public Faults throttling(double probability) {
        return new Faults(seed, conflicts, checked(probability), unknown);
    }

    /**
     * Has writes fail with {@link StoreException.Unknown}; half of them are made all the same.
     *
     * @param probability from 0 to 1, of each attempt
     * @return a copy
     * @throws IllegalArgumentException if it is outside
     */
    public Faults unknown(double probability) {
        return new Faults(seed, conflicts, throttling, checked(probability));
    }

    private static double checked(double probability) {
        if (!(probability >= 0 && probability <= 1)) {
            throw new IllegalArgumentException("probability must be from 0 to 1, is " + probability);
        }
        return probability;
    }

    /** The faults of one store, in their order. Thread-safe. */
    final class Draw {

        private final Random random = new Random(seed);

        /** Throws what is drawn for a read. */
        void beforeRead(String table, @Nullable Key key) {
            draw(table, key, 0, 0);
        }

        /** Throws what is drawn for a write that is not made; answers whether the outcome of one that is made is told. */
        boolean beforeWrite(@Nullable String table, @Nullable Key key) {
            return draw(table, key, conflicts, unknown);
        }

        private synchronized boolean draw(
                @Nullable String table, @Nullable Key key, double conflict, double unanswered) {
            double throttled = random.nextDouble();
            double conflicted = random.nextDouble();
            double lost = random.nextDouble();
            if (throttled < throttling) {
                throw new StoreException.Throttled(table, key, null);
            }
            if (conflicted < conflict) {
                throw new StoreException.Conflict(table, key, null);
            }
            if (lost < unanswered / 2) {
                throw new StoreException.Unknown(table, key, null);
            }
            return lost >= unanswered;
        }
    }
}
