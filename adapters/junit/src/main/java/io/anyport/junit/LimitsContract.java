package io.anyport.junit;

import static io.anyport.store.Condition.absent;
import static io.anyport.store.Condition.exists;
import static io.anyport.store.Condition.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.mapping.InvalidInput;
import io.anyport.store.Key;
import io.anyport.store.TableSpec;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each limit, at it and one beyond it. */
interface LimitsContract extends StoreSource {

    /** A record of anything. */
    record Thing(String id, Object value) {}

    /** Its table; the name is short, since the item's size counts it not, but the components' names. */
    TableSpec<Thing> THINGS = TableSpec.of("things", Thing.class).key("id");

    /** A record with a number and keys of all kinds. */
    record Keyed(String partition, String sort, Optional<String> mark) {}

    /** Its table. */
    TableSpec<Keyed> KEYED =
            TableSpec.of("keyed", Keyed.class).key("partition", "sort").index("by-mark", "mark");

    /** A record with a number. */
    record Amount(String id, BigDecimal amount) {}

    /** Its table. */
    TableSpec<Amount> AMOUNTS = TableSpec.of("amounts", Amount.class).key("id");

    private static String ofBytes(int bytes) {
        return "x".repeat(bytes % 2) + "ä".repeat(bytes / 2);
    }

    @Test
    default void anItemHasAtMost400KiB() throws Exception {
        // "id" and "value" are 7 bytes, the id is 1.
        with(THINGS, things -> {
            things.put(new Thing("a", ofBytes(409_600 - 8)));
            assertThrows(InvalidInput.class, () -> things.put(new Thing("a", ofBytes(409_600 - 7))));
            // a list is 3 bytes, and one for each element
            things.put(new Thing("b", List.of(ofBytes(409_600 - 8 - 4))));
            assertThrows(InvalidInput.class, () -> things.put(new Thing("b", List.of(ofBytes(409_600 - 8 - 3)))));
            // an object is 3 bytes, and for each member one and its name; 12345 is 1 + 3, -1 is 3, true is 1
            var members = Map.of("n", 12_345, "m", -1, "t", true, "s", ofBytes(409_600 - 8 - 3 - 4 * 2 - 4 - 3 - 1));
            things.put(new Thing("c", members));
            var more = Map.of("n", 12_345, "m", -1, "t", true, "s", ofBytes(409_600 - 8 - 3 - 4 * 2 - 4 - 3));
            assertThrows(InvalidInput.class, () -> things.put(new Thing("c", more)));
        });
    }

    @Test
    default void keysAreLimitedInBytes() throws Exception {
        with(KEYED, keyed -> {
            for (var fits : List.of(
                    new Keyed(ofBytes(2048), "s", Optional.empty()),
                    new Keyed("p", ofBytes(1024), Optional.empty()),
                    new Keyed(ofBytes(2048), ofBytes(1024), Optional.of(ofBytes(2048))))) {
                keyed.insert(fits);
                assertEquals(Optional.of(fits), keyed.get(Key.of(fits.partition(), fits.sort())));
            }
            for (var beyond : List.of(
                    new Keyed(ofBytes(2049), "s", Optional.empty()),
                    new Keyed("p", ofBytes(1025), Optional.empty()),
                    new Keyed("p", "s", Optional.of(ofBytes(2049))),
                    new Keyed("", "s", Optional.empty()),
                    new Keyed("p", "", Optional.empty()),
                    new Keyed("p", "s", Optional.of("")))) {
                assertThrows(InvalidInput.class, () -> keyed.insert(beyond));
                assertThrows(InvalidInput.class, () -> keyed.put(beyond));
            }
            assertThrows(InvalidInput.class, () -> keyed.get(Key.of("", "s")));
            assertThrows(InvalidInput.class, () -> keyed.get(Key.of("p", ofBytes(1025))));
            assertThrows(InvalidInput.class, () -> keyed.delete(Key.of(ofBytes(2049), "s")));
        });
    }

    @Test
    default void numbersHaveAtMost38Digits() throws Exception {
        with(AMOUNTS, amounts -> {
            for (String fits : List.of(
                    "9".repeat(38),
                    "-" + "9".repeat(38),
                    "1" + "0".repeat(120),
                    "9.99E125",
                    "1E-130",
                    "-1E-130",
                    "0." + "0".repeat(91) + "9".repeat(38),
                    "1.10")) {
                var amount = new Amount("a", new BigDecimal(fits));
                amounts.put(amount);
                var stored = amounts.get(Key.of("a")).orElseThrow().amount();
                assertEquals(0, amount.amount().compareTo(stored), fits);
            }
            for (String beyond :
                    List.of("9".repeat(39), "1" + "0".repeat(37) + "1", "1E126", "1E-131", "0." + "9".repeat(39))) {
                var amount = new Amount("a", new BigDecimal(beyond));
                assertThrows(InvalidInput.class, () -> amounts.put(amount), beyond);
            }
        });
    }

    @Test
    default void listsAndObjectsNestAtMost31Levels() throws Exception {
        with(THINGS, things -> {
            var fits = new Thing("a", nested(31));
            things.put(fits);
            assertEquals(Optional.of(fits), things.get(Key.of("a")));
            assertThrows(InvalidInput.class, () -> things.put(new Thing("a", nested(32))));
        });
    }

    private static Object nested(int levels) {
        Object value = "x";
        for (int i = 0; i < levels; i++) {
            value = i % 2 == 0 ? List.of(value) : Map.of("m", value);
        }
        return value;
    }

    @Test
    default void aLoneSurrogateIsRefused() throws Exception {
        with(THINGS, things -> {
            things.put(new Thing("a", "\ud83d\ude00"));
            assertEquals(new Thing("a", "\ud83d\ude00"), things.get(Key.of("a")).orElseThrow());
            for (String lone : List.of("\ud83d", "x\ud83dx", "\ude00", "\ude00\ud83d")) {
                assertThrows(InvalidInput.class, () -> things.put(new Thing("a", lone)));
                assertThrows(InvalidInput.class, () -> things.put(new Thing("a", Map.of(lone, 1))));
                assertThrows(InvalidInput.class, () -> things.put(new Thing(lone, "x")));
                assertThrows(InvalidInput.class, () -> things.get(Key.of(lone)));
            }
        });
    }

    @Test
    default void aMemberHasAName() throws Exception {
        with(THINGS, things -> {
            for (Object nameless : List.of(Map.of("", 1), List.of(Map.of("m", Map.of("", 1))))) {
                var refused = assertThrows(InvalidInput.class, () -> things.put(new Thing("a", nameless)));
                assertEquals("/value", refused.faults().get(0).name());
            }
        });
    }

    @Test
    default void anEmptyTextIsNoKeyButAValue() throws Exception {
        with(THINGS, things -> {
            things.put(new Thing("a", ""));
            assertEquals(new Thing("a", ""), things.get(Key.of("a")).orElseThrow());
        });
    }

    @Test
    default void aRefusalNamesTheComponent() throws Exception {
        with(THINGS, things -> {
            var refused = assertThrows(InvalidInput.class, () -> things.put(new Thing("a", "\ud83d")));
            assertEquals("/value", refused.faults().get(0).name());
            var empty = assertThrows(InvalidInput.class, () -> things.put(new Thing("", "x")));
            assertEquals("/id", empty.faults().get(0).name());
        });
    }

    @Test
    @SuppressWarnings("NullAway") // that is the test
    default void aKeyIsNeverNull() throws Exception {
        with(KEYED, keyed -> {
            var refused = assertThrows(InvalidInput.class, () -> keyed.put(new Keyed("p", null, Optional.empty())));
            assertEquals("/sort", refused.faults().get(0).name());
        });
    }

    /** A record with all that an engine keeps beside its components. */
    record Kept(String id, String text, Instant expires, long version) {}

    /** The table of such records. */
    TableSpec<Kept> KEPT =
            TableSpec.of("kept", Kept.class).key("id").expiry("expires").version("version");

    @Test
    default void thereIsAlwaysRoomForTheVersionAndTheExpiry() throws Exception {
        var expires = Instant.parse("2999-01-01T00:00:00Z");
        // the names are 20 bytes, the id is 1, the expiry 20, a version at most 11, and DynamoDB's own expiry 21
        int most = 409_600 - 20 - 1 - 20 - 11 - 21;
        with(KEPT, kept -> {
            assertThrows(InvalidInput.class, () -> kept.put(new Kept("a", ofBytes(most + 1), expires, 0)));
            for (int version = 1; version <= 12; version++) {
                assertEquals(
                        version,
                        kept.put(new Kept("a", ofBytes(most), expires, 0)).version());
            }
        });
    }

    @Test
    default void aConditionAndAnUpdateAreLimited() throws Exception {
        with(AMOUNTS, amounts -> {
            var condition = absent("amount");
            for (int i = 2; i <= 50; i++) {
                condition = condition.or(absent("amount"));
            }
            var most = condition; // of 50, joined by 49
            var more = condition.or(not(exists("id")));
            amounts.put(new Amount("a", BigDecimal.ONE), most);
            assertThrows(IllegalArgumentException.class, () -> amounts.put(new Amount("b", BigDecimal.ONE), more));
            var deep = condition;
            for (int i = 0; i < 100_000; i++) {
                deep = not(deep);
            }
            var deepest = deep;
            assertThrows(IllegalArgumentException.class, () -> amounts.put(new Amount("b", BigDecimal.ONE), deepest));
        });
    }

    @Test
    default void theTableOfTokensIsNobodyElses() throws Exception {
        var taken = TableSpec.of("anyport-tokens", Thing.class).key("id");
        try (var store = open(Clock.systemUTC(), THINGS)) {
            assertThrows(IllegalArgumentException.class, () -> store.table(taken));
        }
    }
}
