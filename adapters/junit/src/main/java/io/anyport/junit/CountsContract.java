package io.anyport.junit;

import static io.anyport.junit.LimitsContract.KEYED;
import static io.anyport.store.Condition.absent;
import static io.anyport.store.Condition.atLeast;
import static io.anyport.store.Condition.not;
import static io.anyport.store.Update.add;
import static io.anyport.store.Update.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.junit.LimitsContract.Keyed;
import io.anyport.mapping.InvalidInput;
import io.anyport.store.Key;
import io.anyport.store.Range;
import io.anyport.store.TableSpec;
import io.anyport.store.Update;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How many there can be, and how they can be named: of indexes, sums, names; and binary keys. At each limit, and one beyond it. */
interface CountsContract extends StoreSource {

    /** A record with binary keys. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Bytes(byte[] partition, byte[] sort, Optional<byte[]> other) {}

    /** Its table. */
    TableSpec<Bytes> BYTES =
            TableSpec.of("bytes", Bytes.class).key("partition", "sort").index("by-other", "partition", "other");

    @Test
    default void binaryKeysAreLimitedAsWell() throws Exception {
        with(BYTES, table -> {
            var most = new Bytes(new byte[2048], new byte[1024], Optional.of(new byte[1024]));
            table.insert(most);
            assertEquals(
                    1024,
                    table.get(Key.of(new byte[2048], new byte[1024]))
                            .orElseThrow()
                            .other()
                            .orElseThrow()
                            .length);
            for (var beyond : List.of(
                    new Bytes(new byte[2049], new byte[1], Optional.empty()),
                    new Bytes(new byte[1], new byte[1025], Optional.empty()),
                    new Bytes(new byte[1], new byte[1], Optional.of(new byte[1025])),
                    new Bytes(new byte[0], new byte[1], Optional.empty()),
                    new Bytes(new byte[1], new byte[1], Optional.of(new byte[0])))) {
                assertThrows(InvalidInput.class, () -> table.put(beyond));
            }
            var key = Key.of(new byte[2048], new byte[1024]);
            var refused = assertThrows(InvalidInput.class, () -> table.update(key, set("other", new byte[1025])));
            assertEquals("1 to 1024 bytes, not 1025", refused.faults().get(0).expected());
            assertThrows(InvalidInput.class, () -> table.update(key, set("other", new byte[0])));
        });
    }

    @Test
    default void namesHave3To255Characters() throws Exception {
        for (int length : new int[] {3, 255}) {
            String name = "A-z_0.9".repeat(37).substring(0, length);
            var spec = TableSpec.of(name, Keyed.class).key("partition", "sort").index(name, "mark");
            with(spec, table -> {
                var keyed = new Keyed("p", "s", Optional.of("m"));
                table.put(keyed);
                assertEquals(
                        List.of(keyed),
                        StoreSource.eventually(
                                List.of(keyed),
                                () -> table.query(Range.partition("m").on(name)).items()));
            });
        }
        for (String beyond : List.of("ab", "x".repeat(256), "a/b", "naïve")) {
            assertThrows(IllegalArgumentException.class, () -> TableSpec.of(beyond, Keyed.class));
            assertThrows(IllegalArgumentException.class, () -> KEYED.index(beyond, "mark"));
        }
    }

    @Test
    default void aTableHasAtMost20Indexes() throws Exception {
        var spec = TableSpec.of("keyed", Keyed.class).key("partition", "sort");
        for (int i = 1; i <= 20; i++) {
            spec = spec.index("index" + i, "mark", i % 2 == 0 ? "sort" : "partition");
        }
        var most = spec;
        with(most, table -> {
            var keyed = new Keyed("p", "s", Optional.of("m"));
            table.put(keyed);
            for (int i = 1; i <= 20; i++) {
                var range = Range.partition("m").on("index" + i);
                assertEquals(
                        List.of(keyed),
                        StoreSource.eventually(
                                List.of(keyed), () -> table.query(range).items()));
            }
        });
        assertThrows(IllegalArgumentException.class, () -> most.index("index21", "mark"));
    }

    /** A record with one number more than an update can add to. */
    record Wide(
            String id,
            int n0,
            int n1,
            int n2,
            int n3,
            int n4,
            int n5,
            int n6,
            int n7,
            int n8,
            int n9,
            int n10,
            int n11,
            int n12,
            int n13,
            int n14,
            int n15,
            int n16,
            int n17,
            int n18,
            int n19,
            int n20,
            int n21,
            int n22,
            int n23,
            int n24,
            int n25,
            int n26,
            int n27,
            int n28,
            int n29,
            int n30,
            int n31,
            int n32,
            int n33,
            int n34,
            int n35,
            int n36,
            int n37,
            int n38,
            int n39,
            int n40,
            int n41,
            int n42,
            int n43,
            int n44,
            int n45,
            int n46,
            int n47,
            int n48,
            int n49,
            int n50,
            int n51,
            int n52,
            int n53,
            int n54,
            int n55,
            int n56,
            int n57,
            int n58,
            int n59,
            int n60,
            long version) {}

    /** Its table. */
    TableSpec<Wide> WIDE = TableSpec.of("wide", Wide.class).key("id").version("version");

    private static Update sums(int many) {
        var update = add("n0", 1);
        for (int i = 1; i < many; i++) {
            update = update.and(add("n" + i, i % 2 == 0 ? 1 : Integer.MIN_VALUE));
        }
        return update;
    }

    /** Where the engine checks them together with a condition, there has to be room for both. */
    @Test
    default void anUpdateAddsToAtMost60Components() throws Exception {
        var condition = not(absent("n60"));
        for (int i = 1; i < 33; i++) {
            condition = condition.and(not(absent("n60"))); // 3 operators each
        }
        var most = condition.and(atLeast("n60", 0));
        with(WIDE, table -> {
            var key = Key.of("a");
            assertThrows(IllegalArgumentException.class, () -> table.update(key, sums(61).orInsert()));
            var inserted = table.update(key, sums(60).orInsert());
            assertEquals(1, inserted.n58());
            assertEquals(0, inserted.n60());
            assertThrows(IllegalArgumentException.class, () -> table.update(key, sums(61)));
            var failed = assertThrows(InvalidInput.class, () -> table.update(key, sums(60), most));
            assertTrue(failed.faults().get(0).expected().contains("-2147483648"), failed.toString());
            assertEquals(Optional.of(inserted), table.get(key));
        });
    }
}
