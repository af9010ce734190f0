package io.anyport.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.mapping.InvalidInput;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Key components as bytes, and back. */
class KeyPartTest {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Thing(Instant at, BigDecimal number, byte[] bytes) {}

    private static final TableSpec<Thing> THINGS = TableSpec.of("things", Thing.class);
    private static final KeyPart NUMBER = THINGS.key("number").partition();

    private static void assertComesBack(String number) {
        var value = new BigDecimal(number);
        var decoded = NUMBER.decode(NUMBER.encode(value));
        assertEquals(NUMBER.neutral(value), decoded, number);
    }

    @Test
    void numbersComeBack() {
        for (String number : List.of(
                "0", "1", "-1", "10", "-10", "100", "0.1", "-0.01", "12345", "-123.45", "9.99E125", "-9.99E125")) {
            assertComesBack(number);
        }
        for (String number :
                List.of("1E-130", "-1E-130", "9".repeat(38), "-" + "9".repeat(38), "1" + "0".repeat(125))) {
            assertComesBack(number);
        }
        var random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            var unscaled = new BigDecimal(Long.toString(random.nextLong() >> random.nextInt(64)));
            assertComesBack(unscaled.scaleByPowerOfTen(random.nextInt(100) - 50).toString());
        }
    }

    @Test
    void textAndBinaryComeBack() {
        var text = THINGS.key("at").partition();
        assertEquals("2026-01-31T12:00:00.000000000Z", text.decode(text.encode(Instant.parse("2026-01-31T12:00:00Z"))));
        var binary = THINGS.key("bytes").partition();
        byte[] bytes = {0, -1, 127, -128};
        assertArrayEquals(bytes, (byte[]) binary.decode(binary.encode(bytes)));
    }

    @Test
    void whatIsNoNumberIsRefused() {
        for (byte[] bytes : new byte[][] {
            {},
            {1},
            {(byte) 0x81},
            {(byte) 0x81, 0},
            {(byte) 0x81, 0, 0},
            {(byte) 0x81, 0, 101},
            {0x7F, 0, 0},
            {(byte) 0x80, 0}
        }) {
            assertThrows(IllegalArgumentException.class, () -> NUMBER.decode(bytes));
        }
    }

    @Test
    void timesThatTheirTextCannotKeepInOrderAreRefused() {
        var at = THINGS.key("at").partition();
        for (var beyond : List.of(Instant.MAX, Instant.MIN, Instant.parse("+10000-01-01T00:00:00Z"))) {
            assertThrows(InvalidInput.class, () -> at.encode(beyond), beyond::toString);
        }
    }
}
