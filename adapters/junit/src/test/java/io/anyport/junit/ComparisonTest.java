package io.anyport.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.junit.Broken.Bug;
import io.anyport.store.Consistency;
import io.anyport.store.Key;
import io.anyport.store.Page;
import io.anyport.store.Range;
import io.anyport.store.Store;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.TableSpec;
import io.anyport.store.Update;
import io.anyport.store.Write;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The generator finds bugs, and shrinks what found them to a few operations. */
class ComparisonTest {

    private static final int EPISODES = ModelContract.OPERATIONS / ModelContract.EPISODE;

    private static Comparison comparison(Supplier<Bug> bug) {
        return new Comparison(
                () -> {
                    var clock = new MovableClock();
                    var store = Broken.store(new ModelStore(clock), bug.get());
                    return new Side(store, clock, true); // it refuses no mistakes
                },
                1);
    }

    /** A bug is made anew for each store, as it may remember something. */
    private static String assertFinds(int most, Supplier<Bug> bug) throws Exception {
        var comparison = comparison(bug);
        for (int seed = 1; seed <= EPISODES; seed++) {
            var found = comparison.of(new Operations(seed, true).next(ModelContract.EPISODE));
            if (found.isPresent()) {
                var shrunk = comparison.shrunk(found.get());
                assertTrue(shrunk.operations().size() <= most, shrunk::toString);
                return shrunk.toString();
            }
        }
        throw new AssertionError("it was not found");
    }

    @Test
    void aStoreThatWorksAnswersLikeTheModel() throws Exception {
        var comparison = comparison(() -> Broken.Call::make);
        for (int seed = 1; seed <= EPISODES; seed++) {
            assertEquals(
                    List.of(),
                    comparison.of(new Operations(seed, true).next(ModelContract.EPISODE)).stream()
                            .toList());
        }
    }

    @Test
    void theSameSeedGeneratesTheSame() {
        assertEquals(
                new Operations(7, true).next(500).toString(),
                new Operations(7, true).next(500).toString());
    }

    @Test
    void aWrongBoundIsFound() throws Exception {
        assertFinds(2, () -> call -> {
            if (!call.is("query")) {
                return call.make();
            }
            var range = (Range) call.arguments()[0];
            if (range.comparison() != Range.Comparison.FROM) {
                return call.make();
            }
            var wrong = Range.partition(range.partition())
                    .above(range.low().orElseThrow())
                    .limit(range.limit())
                    .after(range.cursor());
            wrong = range.isBackwards() ? wrong.backwards() : wrong;
            return call.make(range.index().isPresent() ? wrong.on(range.index().get()) : wrong);
        });
    }

    @Test
    void aDroppedIndexRowIsFound() throws Exception {
        assertFinds(3, () -> {
            Set<Object> dropped = new HashSet<>();
            return call -> {
                Object answer = call.make();
                if (call.is("update") && answer instanceof Record) {
                    dropped.add(answer);
                }
                boolean onIndex = call.is("query")
                        && ((Range) call.arguments()[0]).index().isPresent();
                return onIndex && answer instanceof Page<?> page ? without(page, dropped) : answer;
            };
        });
    }

    private static Page<Object> without(Page<?> page, Set<Object> dropped) {
        return new Page<>(
                page.items().stream()
                        .<Object>map(item -> item)
                        .filter(item -> !dropped.contains(item))
                        .toList(),
                page.next());
    }

    @Test
    void aPageThatMissesOneIsFound() throws Exception {
        String shrunk = assertFinds(4, () -> call -> {
            Object answer = call.make();
            boolean isNext =
                    call.is("query") && ((Range) call.arguments()[0]).cursor().isPresent();
            return isNext && answer instanceof Page<?> page && !page.items().isEmpty()
                    ? new Page<>(page.items().subList(1, page.items().size()), page.next())
                    : answer;
        });
        assertTrue(shrunk.contains("\n  1. ") && shrunk.contains("\n  expected "), shrunk);
    }

    @Test
    void aTransactionOfWhichHalfIsMadeIsFound() throws Exception {
        assertFinds(3, () -> call -> {
            if (!call.is("transact") || !(call.arguments()[0] instanceof List<?> writes)) {
                return call.make();
            }
            for (var write : writes) {
                ((Store) call.target()).transact(List.of((Write<?>) write));
            }
            return null;
        });
    }

    @Test
    void aTokenThatIsForgottenIsFound() throws Exception {
        assertFinds(3, () -> call -> {
            if (!call.is("transact") || !(call.arguments()[0] instanceof String)) {
                return call.make();
            }
            ((Store) call.target()).transact(List.copyOf(writes(call.arguments()[1])));
            return null;
        });
    }

    private static List<Write<?>> writes(Object argument) {
        return ((List<?>) argument)
                .stream()
                        .<Write<?>>map(write -> (Write<?>) Objects.requireNonNull(write))
                        .toList();
    }

    @Test
    void anUpdateThatInsertsWithoutBeingToldIsFound() throws Exception {
        assertFinds(1, () -> call -> {
            if (call.is("update") && call.arguments().length == 2) {
                return call.make(call.arguments()[0], ((Update) call.arguments()[1]).orInsert());
            }
            return call.make();
        });
    }

    @Test
    void aFailureAboutTheWrongRecordIsFound() throws Exception {
        assertFinds(2, () -> call -> {
            try {
                return call.make();
            } catch (ConditionFailed failure) {
                throw new ConditionFailed(
                        failure.table().orElseThrow(), failure.key().orElse(Key.of("")), null);
            }
        });
    }

    @Test
    void aReadThatIsAlwaysLateIsFound() throws Exception {
        assertFinds(3, () -> {
            var first = new HashMap<Object, Object>();
            return call -> {
                if (!call.is("get") || !List.of(call.arguments()).contains(Consistency.EVENTUAL)) {
                    return call.make();
                }
                return first.computeIfAbsent(call.arguments()[0], key -> Optional.empty());
            };
        });
    }

    @Test
    void theMessageSaysHowToRunItAgain() {
        var broken = new ModelContract() {
            @Override
            public Store open(Clock clock, TableSpec<?>... tables) {
                return Broken.store(new ModelStore(clock), call -> call.is("delete") ? true : call.make());
            }
        };
        var failed = assertThrows(AssertionError.class, broken::everyAnswerIsTheModels);
        String text = String.valueOf(failed.getMessage());
        for (String part : List.of("\n  1. ", "\n  expected ", " -Danyport.seed=", " -Danyport.operations=200")) {
            assertTrue(text.contains(part), text);
        }
    }
}
