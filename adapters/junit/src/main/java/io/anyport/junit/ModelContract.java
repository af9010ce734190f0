package io.anyport.junit;

import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Random sequences of operations, whose answers are those of a model. As every engine is compared with the same model by
 * the same sequences, engines are compared with each other. The system properties {@code anyport.operations} and {@code
 * anyport.seed} choose others.
 */
interface ModelContract extends StoreSource {

    /** How many operations one store lives for. */
    int EPISODE = 200;

    /** How many operations there are, unless told otherwise. */
    int OPERATIONS = 2_000;

    @Test
    default void everyAnswerIsTheModels() throws Exception {
        long seed = Long.getLong("anyport.seed", 1);
        int operations = Integer.getInteger("anyport.operations", OPERATIONS);
        for (int done = 0; done < operations; done += EPISODE) {
            episode(seed++, Math.min(EPISODE, operations - done));
        }
    }

    private void episode(long seed, int operations) throws Exception {
        var comparison = new Comparison(this::side, 100);
        var difference = comparison.of(new Operations(seed, !removesExpiredByItself()).next(operations));
        if (difference.isPresent()) {
            Assertions.fail("with seed " + seed + " the store answers otherwise than the model. Shrunk to:"
                    + comparison.shrunk(difference.get()) + "\nagain: mvn test -Dtest="
                    + getClass().getSimpleName() + "#everyAnswerIsTheModels -Dsurefire.failIfNoSpecifiedTests=false"
                    + " -Danyport.seed=" + seed + " -Danyport.operations=" + operations);
        }
    }

    private Side side() throws Exception {
        var clock = new MovableClock();
        return new Side(open(clock, Domain.THINGS.spec(), Domain.TEXTS.spec()), clock, false);
    }
}
