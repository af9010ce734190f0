package io.anyport.junit;

import static io.anyport.junit.StoreSource.eventually;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** Takes a sequence of operations on the model and on a store, and finds where the answers differ. */
final class Comparison {

    /** How many operations may be run to shrink a sequence. */
    private static final int MOST_SHRINKING = 30_000;

    /** How often a late answer is asked for there, where one that is never given is asked for all the time. */
    private static final int IMPATIENT = 7;

    private final Callable<Side> fresh;
    private final int patience;

    /**
     * @param fresh opens the store that is compared, empty
     * @param patience how often an answer is asked for that may be late
     */
    Comparison(Callable<Side> fresh, int patience) {
        this.fresh = fresh;
        this.patience = patience;
    }

    /**
     * Where the answers differ.
     *
     * @param operations the sequence, the last of which differs
     * @param expected what the model answers to it
     * @param actual what the store does
     */
    record Difference(List<Operation> operations, Object expected, Object actual) {
        @Override
        public String toString() {
            var text = new StringBuilder();
            for (int i = 0; i < operations.size(); i++) {
                text.append("\n  ").append(i + 1).append(". ").append(operations.get(i));
            }
            return visible(text + "\n  expected " + expected + "\n  answered " + actual);
        }
    }

    private static String visible(String text) {
        return text.codePoints()
                .mapToObj(c -> c == '\n' || (c >= ' ' && c < 0x7f) ? Character.toString(c) : "\\u{%x}".formatted(c))
                .collect(Collectors.joining());
    }

    /** The first difference. */
    Optional<Difference> of(List<Operation> operations) throws Exception {
        return of(operations, patience);
    }

    private Optional<Difference> of(List<Operation> operations, int tries) throws Exception {
        try (var store = fresh.call()) {
            var clock = new MovableClock();
            var model = new Side(new ModelStore(clock), clock, true);
            for (int i = 0; i < operations.size(); i++) {
                var operation = operations.get(i);
                Object expected = operation.answer(model);
                Object actual = operation.isLate()
                        ? eventually(expected, () -> operation.answer(store), tries)
                        : operation.answer(store);
                if (!Operation.matches(expected, actual)) {
                    return Optional.of(new Difference(operations.subList(0, i + 1), expected, actual));
                }
            }
            return Optional.empty();
        }
    }

    /** A sequence that differs as well, and of which no operation can be left out. */
    Difference shrunk(Difference found) throws Exception {
        var smallest = found;
        int left = MOST_SHRINKING;
        for (int chunk = Math.max(1, found.operations().size() / 2); chunk > 0; chunk /= 2) {
            int from = 0;
            while (from < smallest.operations().size() && left > 0) {
                var fewer = without(smallest.operations(), from, chunk);
                left -= fewer.size();
                var other = of(fewer, IMPATIENT);
                if (other.isPresent()) {
                    smallest = other.get();
                } else {
                    from += chunk;
                }
            }
        }
        return smallest;
    }

    private static List<Operation> without(List<Operation> operations, int from, int many) {
        var fewer = new ArrayList<>(operations.subList(0, from));
        fewer.addAll(operations.subList(Math.min(from + many, operations.size()), operations.size()));
        return fewer;
    }
}
