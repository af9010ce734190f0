package io.anyport.junit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anyport.store.Key;
import io.anyport.store.TableSpec;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is read is what was written, and nobody's but the reader's. */
interface ValuesContract extends StoreSource {

    /** What may be. */
    enum Mood {
        /** Good. */
        GLAD,
        /** Bad. */
        SAD
    }

    /** One of two. */
    sealed interface Shape permits Circle, Square {}

    /** The first. */
    record Circle(double radius) implements Shape {}

    /** The second. */
    record Square(int side) implements Shape {}

    /** Everything that a record may hold. */
    record Everything(
            UUID id,
            Mood mood,
            boolean yes,
            byte tiny,
            short small,
            int medium,
            long large,
            float rough,
            double fine,
            BigInteger whole,
            BigDecimal exact,
            Instant at,
            LocalDate day,
            @Nullable String absent,
            Optional<String> none,
            Optional<Integer> some,
            List<String> list,
            Map<String, List<Integer>> map,
            Shape shape,
            Object any) {}

    /** Its table. */
    TableSpec<Everything> EVERYTHING =
            TableSpec.of("everything", Everything.class).key("id", "mood");

    /** A record that can be changed from outside. */
    @SuppressWarnings("ArrayRecordComponent") // that is the test
    record Mutable(String id, byte[] bytes, List<String> list) {}

    /** Its table. */
    TableSpec<Mutable> MUTABLE = TableSpec.of("mutable", Mutable.class).key("id");

    /** An older form of a record. */
    record Before(String id, @Nullable String dropped) {}

    /** Its newer form. */
    record After(String id, @Nullable String text, int number, Optional<String> optional, List<String> list) {}

    @Test
    default void everyTypeComesBackAsItWas() throws Exception {
        with(EVERYTHING, table -> {
            var everything = new Everything(
                    UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"),
                    Mood.SAD,
                    true,
                    Byte.MIN_VALUE,
                    Short.MIN_VALUE,
                    Integer.MIN_VALUE,
                    Long.MIN_VALUE,
                    0.1f,
                    0.1,
                    new BigInteger("-12345678901234567890"),
                    new BigDecimal("0.1234567890123456789012345678901234567"),
                    Instant.parse("2026-01-31T12:00:00.123456789Z"),
                    LocalDate.parse("2026-01-31"),
                    null,
                    Optional.empty(),
                    Optional.of(0),
                    List.of("", "\u0000\"\\/\n", "\ud83d\ude00"),
                    Map.of("e", List.of(), "a", List.of(1, 2)),
                    new Circle(1.5),
                    Map.of("n", 1L, "d", new BigDecimal("1.5"), "l", List.of("x", true)));
            table.insert(everything);
            var key = Key.of(everything.id(), Mood.SAD);
            assertEquals(Optional.of(everything), table.get(key));
        });
    }

    @Test
    default void numbersComeBackWithoutZerosAtTheEnd() throws Exception {
        with(LimitsContract.AMOUNTS, amounts -> {
            for (var number : Map.of("1.0", "1", "1.50", "1.5", "1E2", "100", "0.00", "0", "-1E+3", "-1000")
                    .entrySet()) {
                amounts.put(new LimitsContract.Amount("a", new BigDecimal(number.getKey())));
                assertEquals(
                        new BigDecimal(number.getValue()),
                        amounts.get(Key.of("a")).orElseThrow().amount());
            }
        });
    }

    @Test
    default void aStoredRecordIsNobodysToChange() throws Exception {
        with(MUTABLE, table -> {
            var written = new Mutable("a", new byte[] {1, 2}, new ArrayList<>(List.of("x")));
            table.put(written);
            Arrays.fill(written.bytes(), (byte) 9);
            written.list().add("y");
            var read = table.get(Key.of("a")).orElseThrow();
            assertArrayEquals(new byte[] {1, 2}, read.bytes());
            assertEquals(List.of("x"), read.list());
            Arrays.fill(read.bytes(), (byte) 9);
            assertArrayEquals(
                    new byte[] {1, 2}, table.get(Key.of("a")).orElseThrow().bytes());
        });
    }

    @Test
    default void anOlderItemIsReadWithEmptyValues() throws Exception {
        var before = TableSpec.of("evolving", Before.class).key("id");
        var after = TableSpec.of("evolving", After.class).key("id");
        try (var store = open(Clock.systemUTC(), before)) {
            store.table(before).put(new Before("a", "gone"));
            assertEquals(
                    Optional.of(new After("a", null, 0, Optional.empty(), List.of())),
                    store.table(after).get(Key.of("a")));
        }
    }

    @Test
    default void whatTheRecordDoesNotKnowIsLostWithItsNextWrite() throws Exception {
        var before = TableSpec.of("evolving", Before.class).key("id");
        var after = TableSpec.of("evolving", After.class).key("id");
        try (var store = open(Clock.systemUTC(), before)) {
            var older = store.table(before);
            older.put(new Before("a", "gone"));
            var newer = store.table(after);
            newer.put(newer.get(Key.of("a")).orElseThrow());
            assertEquals(new Before("a", null), older.get(Key.of("a")).orElseThrow());
        }
    }
}
