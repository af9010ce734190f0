package io.anyport.jackson;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.anyport.mapping.Reading;
import io.anyport.mapping.RecordMapper;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are, they become a value or faults: never both, never neither, never an exception. */
final class FuzzTest {

    record Plain(String s, int i, double f, Optional<Integer> o, BigDecimal d, Instant t, List<Shape> n) {}

    @JsonPropertyOrder({})
    record Touched(String s, int i, double f, Optional<Integer> o, BigDecimal d, Instant t, List<Shape> n) {}

    sealed interface Shape {}

    record Dot(byte x) implements Shape {}

    record Group(Map<String, Shape> m) implements Shape {}

    private static final int DOCUMENTS = 20_000;

    private static final List<String> SEEDS = List.of(
            "{\"s\":\"a\",\"i\":1,\"f\":1.5e3,\"o\":2,\"d\":1.10,\"t\":\"2026-01-31T12:00:00Z\",\"n\":[]}",
            "{\"s\":\"\\u00e9\\ud83d\\ude00\u00e9\uD83D\uDE00\",\"i\":-1,\"f\":0,\"d\":-0.0,"
                    + "\"t\":\"2026-01-31T12:00:00Z\",\"n\":[{\"type\":\"Dot\",\"x\":1}]}",
            "{\"n\":[{\"m\":{\"k\":{\"x\":7,\"type\":\"Dot\"}},\"type\":\"Group\"}],\"d\":1e2,\"f\":1,\"i\":10,"
                    + "\"t\":\"2026-01-31T12:00:00Z\",\"s\":\"\",\"z\":{\"y\":[null,true,false]}}",
            "{\"s\":null,\"i\":\"1\",\"f\":true,\"o\":[],\"d\":{},\"t\":0,\"n\":{}}",
            "[1,-2.50,\"x\",{\"a\":[]},true,false]");

    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "\\",
            "\\u",
            "\\ud800",
            "null",
            "true",
            "-",
            ".",
            "e",
            "0",
            "1e99999999999",
            "1e-99999999999",
            "-1e2147483648",
            "9223372036854775808",
            "\uFEFF",
            "\u0000",
            "\n",
            "\"s\":",
            "\"type\":");

    private final JacksonCodec codec = new JacksonCodec();

    @Test
    void answersEveryDocument() {
        var random = new Random(20_260_131);
        int values = 0;
        for (int i = 0; i < DOCUMENTS; i++) {
            byte[] document = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(UTF_8);
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                document = changed(document, random);
            }
            values += answers(document) ? 1 : 0;
        }
        assertTrue(values > DOCUMENTS / 100 && values < DOCUMENTS / 2, "no test: " + values + " values");
    }

    private boolean answers(byte[] document) {
        try {
            isAnswered(document, Object.class);
            isAnswered(document, Shape.class);
            isAnswered(document, Touched.class);
            isAnswered(document, RecordMapper.ofRecord(Touched.class));
            isAnswered(document, RecordMapper.ofRecord(Plain.class));
            answersAlike(document);
            return isAnswered(document, Plain.class);
        } catch (RuntimeException | Error failure) {
            throw new AssertionError("[" + new String(document, ISO_8859_1) + "]", failure);
        }
    }

    private boolean isAnswered(byte[] document, Class<?> type) {
        var reading = Reading.strict();
        var value = codec.read(document, type, reading);
        assertEquals(value == null, reading.hasFaults());
        if (value != null) {
            byte[] written = codec.write(value);
            var again = codec.read(written, type, Reading.strict());
            assertTrue(again != null, "not read again");
            assertEquals(new String(written, UTF_8), new String(codec.write(again), UTF_8));
        }
        return value != null;
    }

    private void isAnswered(byte[] document, RecordMapper<?> mapper) {
        var reading = Reading.strict();
        var draft = mapper.draft();
        draft.parse(1, "7", reading);
        assertEquals(codec.read(document, draft, reading) == null, reading.hasFaults());
    }

    /** Databind stops at its first fault, which must be one of those that there are. */
    private void answersAlike(byte[] document) {
        var plain = Reading.strict();
        var touched = Reading.strict();
        var one = codec.read(document, Plain.class, plain);
        var other = codec.read(document, Touched.class, touched);
        assertTrue(plain.faults().containsAll(touched.faults()), () -> plain.faults() + " but " + touched.faults());
        assertEquals(one == null, other == null);
        if (one != null && other != null) {
            assertEquals(new String(codec.write(one), UTF_8), new String(codec.write(other), UTF_8));
        }
    }

    private static byte[] changed(byte[] document, Random random) {
        int from = random.nextInt(document.length + 1);
        int to = Math.min(document.length, from + random.nextInt(4));
        return switch (random.nextInt(5)) {
            case 0 -> spliced(document, from, to, new byte[] {(byte) random.nextInt(256)});
            case 1 ->
                spliced(
                        document,
                        from,
                        to,
                        TOKENS.get(random.nextInt(TOKENS.size())).getBytes(UTF_8));
            case 2 -> spliced(document, from, to, new byte[0]);
            case 3 -> spliced(document, from, from, slice(document, random));
            default -> random.nextInt(8) == 0 ? Arrays.copyOf(document, from) : withFlippedBit(document, random);
        };
    }

    private static byte[] slice(byte[] document, Random random) {
        int from = random.nextInt(document.length + 1);
        return Arrays.copyOfRange(document, from, Math.min(document.length, from + random.nextInt(24)));
    }

    private static byte[] withFlippedBit(byte[] document, Random random) {
        byte[] copy = document.clone();
        if (copy.length > 0) {
            copy[random.nextInt(copy.length)] ^= (byte) (1 << random.nextInt(8));
        }
        return copy;
    }

    private static byte[] spliced(byte[] document, int from, int to, byte[] between) {
        byte[] result = Arrays.copyOf(document, from + between.length + document.length - to);
        System.arraycopy(between, 0, result, from, between.length);
        System.arraycopy(document, to, result, from + between.length, document.length - to);
        return result;
    }
}
