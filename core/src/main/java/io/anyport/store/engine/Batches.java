package io.anyport.store.engine;

import io.anyport.store.StoreException.Throttled;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** Does in batches what an engine takes a few at a time, until it has left out none. */
final class Batches {

    private final String table;
    private final Retries retries;

    Batches(String table, Retries retries) {
        this.table = table;
        this.retries = retries;
    }

    /**
     * @param all what is to be done
     * @param most the size of a batch
     * @param batch does a batch, and answers what was left out
     */
    <E> void run(List<E> all, int most, UnaryOperator<List<E>> batch) {
        for (int from = 0; from < all.size(); from += most) {
            finish(all.subList(from, Math.min(from + most, all.size())), batch);
        }
    }

    private <E> void finish(List<E> all, UnaryOperator<List<E>> batch) {
        var rest = new ArrayList<>(all);
        var patience = retries.patience();
        while (!rest.isEmpty()) {
            int before = rest.size();
            rest = new ArrayList<>(batch.apply(List.copyOf(rest)));
            if (rest.size() == before) {
                patience.await(new Throttled(table, null, null));
            } else if (!rest.isEmpty()) {
                patience = retries.patience(); // it goes on, if slowly
                patience.await(new Throttled(table, null, null));
            }
        }
    }
}
