package io.anyport.junit;

import static io.anyport.store.Condition.absent;
import static io.anyport.store.Condition.exists;
import static io.anyport.store.Update.add;
import static io.anyport.store.Update.remove;
import static io.anyport.store.Update.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.mapping.InvalidInput;
import io.anyport.store.Get;
import io.anyport.store.Key;
import io.anyport.store.Range;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Two forms of a record on one table: an older and a newer one, in one process or in two. */
interface EvolutionContract extends StoreSource {

    /** What a component may hold. */
    record Part(String name, int size) {}

    /** The form that knows less. */
    record Narrow(String id, int count, @Nullable String text, long version) {}

    /** The form that knows more. */
    record Wide(
            String id,
            int count,
            @Nullable String text,
            @Nullable String added,
            int number,
            Optional<Integer> optional,
            List<Part> parts,
            Map<String, String> map,
            String declared,
            long version) {
        /** Has a default. */
        public Wide {
            declared = declared == null ? "default" : declared;
        }
    }

    /** The table as the one sees it. */
    TableSpec<Narrow> NARROW = TableSpec.of("evolving", Narrow.class).key("id").version("version");

    /** The table as the other one sees it. */
    TableSpec<Wide> WIDE = TableSpec.of("evolving", Wide.class).key("id").version("version");

    private static Wide wide(String id) {
        return new Wide(
                id,
                1,
                "t",
                "added",
                5,
                Optional.of(6),
                List.of(new Part("p", 7), new Part("", 0)),
                Map.of("k", "v"),
                "said",
                1);
    }

    private static Wide changed(Wide wide, int count, @Nullable String text, long version) {
        return new Wide(
                wide.id(),
                count,
                text,
                wide.added(),
                wide.number(),
                wide.optional(),
                wide.parts(),
                wide.map(),
                wide.declared(),
                version);
    }

    private static Wide lacking(String id, int count, @Nullable String text, long version) {
        return new Wide(id, count, text, null, 0, Optional.empty(), List.of(), Map.of(), "default", version);
    }

    @Test
    default void whatAnOlderItemLacksIsEmptyOrTheDefault() throws Exception {
        try (var store = open(Clock.systemUTC(), NARROW)) {
            store.table(NARROW).insert(new Narrow("a", 3, null, 0));
            var expected = lacking("a", 3, null, 1);
            var table = store.table(WIDE);
            assertEquals(Optional.of(expected), table.get(Key.of("a")));
            assertEquals(Map.of(Key.of("a"), expected), table.getAll(List.of(Key.of("a"))));
            assertEquals(List.of(expected), table.query(Range.partition("a")).items());
            var get = Get.of(WIDE, Key.of("a"));
            assertEquals(Optional.of(expected), store.transactGet(get).get(get));
            assertEquals(expected.version() + 1, table.replace(expected).version());
        }
    }

    @Test
    default void anUpdateOfAnOlderItemStartsFromEmptyValues() throws Exception {
        try (var store = open(Clock.systemUTC(), NARROW)) {
            store.table(NARROW).insert(new Narrow("a", 3, null, 0));
            var updated =
                    store.table(WIDE).update(Key.of("a"), add("number", 2).and(add("optional", 1)), absent("number"));
            assertEquals(2, updated.number());
            assertEquals(Optional.of(1), updated.optional());
            assertEquals("default", updated.declared());
            assertEquals(Optional.of(updated), store.table(WIDE).get(Key.of("a")));
        }
    }

    @Test
    default void whatTheRecordDoesNotKnowSurvivesAnUpdate() throws Exception {
        try (var store = open(Clock.systemUTC(), WIDE)) {
            var first = store.table(WIDE).insert(wide("a"));
            var narrow = store.table(NARROW);
            assertEquals(new Narrow("a", 3, "t", 2), narrow.update(Key.of("a"), add("count", 2)));
            assertEquals(
                    Optional.of(changed(first, 3, "t", 2)), store.table(WIDE).get(Key.of("a")));
            narrow.update(Key.of("a"), remove("text").and(set("count", 9)).orInsert());
            assertEquals(
                    Optional.of(changed(first, 9, null, 3)), store.table(WIDE).get(Key.of("a")));
            store.transact(Write.update(NARROW, Key.of("a"), set("text", "again")));
            assertEquals(
                    Optional.of(changed(first, 9, "again", 4)),
                    store.table(WIDE).get(Key.of("a")));
        }
    }

    @Test
    default void whatTheRecordDoesNotKnowIsLostByAReplace() throws Exception {
        try (var store = open(Clock.systemUTC(), WIDE)) {
            var wide = store.table(WIDE);
            var narrow = store.table(NARROW);
            wide.insert(wide("a"));
            narrow.replace(narrow.get(Key.of("a")).orElseThrow());
            assertEquals(Optional.of(lacking("a", 1, "t", 2)), wide.get(Key.of("a")));
            wide.put(wide("c"));
            store.transact(Write.replace(NARROW, new Narrow("c", 2, "u", 1)));
            assertEquals(Optional.of(lacking("c", 2, "u", 2)), wide.get(Key.of("c")));
        }
    }

    @Test
    default void whatTheRecordDoesNotKnowCountsForItsSize() throws Exception {
        try (var store = open(Clock.systemUTC(), WIDE)) {
            var large = wide("a");
            store.table(WIDE)
                    .put(new Wide(
                            "a",
                            1,
                            null,
                            "x".repeat(300_000),
                            0,
                            Optional.empty(),
                            List.of(),
                            Map.of(),
                            "said",
                            large.version()));
            var before = store.table(WIDE).get(Key.of("a"));
            var narrow = store.table(NARROW);
            var beyond = set("text", "x".repeat(200_000));
            assertThrows(InvalidInput.class, () -> narrow.update(Key.of("a"), beyond));
            assertEquals(before, store.table(WIDE).get(Key.of("a")));
            var fits = "x".repeat(100_000);
            assertEquals(fits, narrow.update(Key.of("a"), set("text", fits)).text());
        }
    }

    @Test
    default void anUpdateFillsInNothing() throws Exception {
        try (var store = open(Clock.systemUTC(), NARROW)) {
            store.table(NARROW).insert(new Narrow("a", 3, null, 0));
            var wide = store.table(WIDE);
            wide.update(Key.of("a"), set("added", "x"), absent("number").and(absent("parts")));
            wide.update(Key.of("a"), add("count", 1), absent("number").and(absent("parts")));
            wide.update(Key.of("a"), set("parts", List.of()).and(add("number", 0)));
            wide.update(Key.of("a"), remove("parts"), exists("parts").and(exists("number")));
            assertEquals(List.of(), wide.get(Key.of("a")).orElseThrow().parts());
            wide.update(Key.of("a"), add("count", 1), absent("parts"));
            wide.update(Key.of("a"), add("count", 1).orInsert(), absent("declared"));
            var last = wide.update(Key.of("a"), add("count", 1), exists("parts").and(exists("declared")));
            assertEquals("default", last.declared());
            wide.update(Key.of("b"), remove("parts").and(set("added", "x")).orInsert());
            wide.update(Key.of("b"), set("added", "y"), absent("parts").and(exists("map")));
            assertEquals(List.of(), wide.get(Key.of("b")).orElseThrow().parts());
        }
    }
}
