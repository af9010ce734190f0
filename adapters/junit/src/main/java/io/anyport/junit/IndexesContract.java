package io.anyport.junit;

import static io.anyport.junit.StoreSource.eventually;
import static io.anyport.store.Range.partition;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.mapping.InvalidInput;
import io.anyport.store.Key;
import io.anyport.store.Range;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Queries on indexes. */
interface IndexesContract extends StoreSource {

    /** A record that may lack what its indexes are keyed by. */
    record Task(String list, int id, @Nullable String owner, Optional<Integer> rank, long version) {
        Task owner(@Nullable String newOwner) {
            return new Task(list, id, newOwner, rank, version);
        }
    }

    /** Its table. */
    TableSpec<Task> TASKS = TableSpec.of("tasks", Task.class)
            .key("list", "id")
            .index("by-owner", "owner", "rank")
            .index("by-rank", "rank")
            .version("version");

    private static Task task(int id, @Nullable String owner, @Nullable Integer rank) {
        return new Task("home", id, owner, Optional.ofNullable(rank), 0);
    }

    private static void assertFinds(Table<Task> tasks, Range range, Integer... ids) {
        var expected = List.of(ids);
        assertEquals(
                expected,
                eventually(expected, () -> tasks.stream(range).map(Task::id).toList()));
    }

    @Test
    default void anIndexHasItsOwnOrder() throws Exception {
        with(TASKS, tasks -> {
            tasks.insert(task(1, "ann", 30));
            tasks.insert(task(2, "ann", 10));
            tasks.insert(task(3, "bob", 20));
            tasks.insert(task(4, "ann", -20));
            assertFinds(tasks, partition("ann").on("by-owner"), 4, 2, 1);
            assertFinds(tasks, partition("ann").on("by-owner").backwards(), 1, 2, 4);
            assertFinds(tasks, partition("ann").on("by-owner").from(10), 2, 1);
            assertFinds(tasks, partition("ann").on("by-owner").below(10), 4);
            assertFinds(tasks, partition("bob").on("by-owner"), 3);
            assertFinds(tasks, partition(20).on("by-rank"), 3);
        });
    }

    @Test
    default void anIndexIsSparse() throws Exception {
        with(TASKS, tasks -> {
            tasks.insert(task(1, "ann", null));
            tasks.insert(task(2, null, 1));
            tasks.insert(task(3, "ann", 1));
            assertFinds(tasks, partition("ann").on("by-owner"), 3);
            assertEquals(
                    List.of(2, 3),
                    eventually(
                            List.of(2, 3),
                            () -> tasks.stream(partition(1).on("by-rank"))
                                    .map(Task::id)
                                    .sorted()
                                    .toList()));
        });
    }

    @Test
    default void anIndexFollowsItsRecords() throws Exception {
        with(TASKS, tasks -> {
            var task = tasks.insert(task(1, "ann", 1));
            assertFinds(tasks, partition("ann").on("by-owner"), 1);
            task = tasks.replace(task.owner("bob"));
            assertFinds(tasks, partition("ann").on("by-owner"));
            assertFinds(tasks, partition("bob").on("by-owner"), 1);
            task = tasks.put(task.owner(null));
            assertFinds(tasks, partition("bob").on("by-owner"));
            task = tasks.put(task.owner("ann"));
            assertFinds(tasks, partition("ann").on("by-owner"), 1);
            var indexed = List.of(task);
            assertEquals(
                    indexed,
                    eventually(
                            indexed,
                            () -> tasks.query(partition("ann").on("by-owner")).items()));
            tasks.delete(Key.of("home", 1));
            assertFinds(tasks, partition("ann").on("by-owner"));
            tasks.delete(tasks.insert(task));
            assertFinds(tasks, partition("ann").on("by-owner"));
        });
    }

    @Test
    default void pagesOfAnIndexGoThroughEqualKeys() throws Exception {
        with(TASKS, tasks -> {
            for (int i = 0; i < 20; i++) {
                tasks.insert(new Task("list-" + i % 3, i, "ann", Optional.of(i / 7), 0));
            }
            var all = IntStream.range(0, 20).boxed().toList();
            for (var range : List.of(
                    partition("ann").on("by-owner"),
                    partition("ann").on("by-owner").backwards())) {
                assertEquals(
                        all,
                        eventually(
                                all,
                                () -> tasks.stream(range.limit(3))
                                        .map(Task::id)
                                        .sorted()
                                        .toList()));
                assertEquals(
                        tasks.query(range).items(), tasks.stream(range.limit(3)).toList());
            }
            var byRank = partition(2).on("by-rank").limit(1);
            assertEquals(6, eventually(6L, () -> tasks.stream(byRank).count()));
            var equal = partition("ann").on("by-owner").is(1);
            assertEquals(7, tasks.stream(equal.limit(2)).count());
        });
    }

    @Test
    default void aCursorIsBoundToItsIndex() throws Exception {
        with(TASKS, tasks -> {
            for (int i = 0; i < 3; i++) {
                tasks.insert(task(i, "home", 1));
            }
            assertFinds(
                    tasks, partition("home").on("by-owner").backwards().limit(2).from(2));
            assertEquals(
                    3,
                    eventually(
                            3L,
                            () -> tasks.stream(partition("home").on("by-owner")).count()));
            String ofIndex = tasks.query(partition("home").on("by-owner").limit(1))
                    .next()
                    .orElseThrow();
            String ofTable = tasks.query(partition("home").limit(1)).next().orElseThrow();
            assertThrows(InvalidInput.class, () -> tasks.query(partition("home").after(ofIndex)));
            assertThrows(
                    InvalidInput.class,
                    () -> tasks.query(partition("home").on("by-owner").after(ofTable)));
        });
    }

    @Test
    default void anIndexWithoutASortKeyHasNothingToCompare() throws Exception {
        with(
                TASKS,
                tasks -> assertThrows(
                        IllegalArgumentException.class,
                        () -> tasks.query(partition(1).on("by-rank").is(1))));
    }
}
