package io.anyport.dynamodb;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.mapping.DocumentReader.Kind;
import io.anyport.mapping.Reading;
import io.anyport.mapping.RecordMapper;
import io.anyport.store.TableSpec;
import io.anyport.store.engine.Item;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Documents as attributes, and attributes as documents. */
class AttributesTest {

    enum Mood {
        GLAD,
        SAD
    }

    sealed interface Shape permits Circle, Square {}

    record Circle(double radius) implements Shape {}

    record Square(int side) implements Shape {}

    record Everything(
            String id,
            UUID uuid,
            URI uri,
            Mood mood,
            boolean yes,
            boolean no,
            byte tiny,
            short small,
            int medium,
            long large,
            long larger,
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

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Binary(String id, byte[] bytes) {}

    private static final TableSpec<Everything> EVERYTHING =
            TableSpec.of("everything", Everything.class).key("id");

    private static final Everything SAMPLE = new Everything(
            "1",
            UUID.fromString("01234567-89ab-cdef-0123-456789abcdef"),
            URI.create("https://example.org/a?b=c"),
            Mood.SAD,
            true,
            false,
            Byte.MIN_VALUE,
            Short.MAX_VALUE,
            Integer.MIN_VALUE,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            0.1f,
            1.5e-100,
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
            Map.of("n", 1L, "d", new BigDecimal("1.5"), "l", List.of("x", true, Map.of())));

    private static <T> T read(Class<T> type, Map<String, AttributeValue> attributes) {
        var reading = Reading.lenient();
        return reading.orThrow(RecordMapper.ofRecord(type).read(new AttributeReader(attributes), reading));
    }

    private static Map<String, AttributeValue> sample() {
        return Attributes.of(Item.of(EVERYTHING, SAMPLE).document());
    }

    @Test
    void everyTypeComesBackAsItWas() {
        assertEquals(SAMPLE, read(Everything.class, sample()));
    }

    @Test
    void eachTypeHasItsAttribute() {
        var attributes = sample();
        assertEquals(AttributeValue.fromS("SAD"), attributes.get("mood"));
        assertEquals(AttributeValue.fromN("-9223372036854775808"), attributes.get("large"));
        assertEquals(AttributeValue.fromN("0.1"), attributes.get("rough"));
        assertEquals(AttributeValue.fromBool(false), attributes.get("no"));
        assertEquals(AttributeValue.fromS("2026-01-31T12:00:00.123456789Z"), attributes.get("at"));
        assertEquals(AttributeValue.fromN("0"), attributes.get("some"));
        assertEquals(
                AttributeValue.fromM(Map.of(
                        "e", AttributeValue.fromL(List.of()),
                        "a", AttributeValue.fromL(List.of(AttributeValue.fromN("1"), AttributeValue.fromN("2"))))),
                attributes.get("map"));
    }

    @Test
    void nothingIsMissingOutsideAndNullInside() {
        assertFalse(sample().containsKey("absent"));
        assertFalse(sample().containsKey("none"));
        var nothing = AttributeValue.fromNul(true);
        var nested = new HashMap<String, @Nullable Object>();
        nested.put("member", null);
        nested.put("list", Arrays.asList("x", null));
        var expected = AttributeValue.fromM(
                Map.of("member", nothing, "list", AttributeValue.fromL(List.of(AttributeValue.fromS("x"), nothing))));
        assertEquals(Map.of("any", expected), Attributes.of(Map.of("any", nested)));
    }

    @Test
    void bytesAreBinary() {
        var spec = TableSpec.of("binary", Binary.class).key("id");
        for (byte[] bytes : new byte[][] {{0, -1}, {}}) {
            var attributes = Attributes.of(Item.of(spec, new Binary("1", bytes)).document());
            assertEquals(Attributes.bytes(bytes), attributes.get("bytes"));
            assertArrayEquals(bytes, read(Binary.class, attributes).bytes());
        }
    }

    @Test
    void aNumberIsAnIntegerIfItFitsALong() {
        assertEquals(Kind.INTEGER, kind("0"));
        assertEquals(Kind.INTEGER, kind("-1"));
        assertEquals(Kind.INTEGER, kind("9223372036854775807"));
        assertEquals(Kind.INTEGER, kind("-9223372036854775808"));
        assertEquals(Kind.DECIMAL, kind("9223372036854775808"));
        assertEquals(Kind.DECIMAL, kind("-9223372036854775809"));
        assertEquals(Kind.DECIMAL, kind("100000000000000000000"));
        assertEquals(Kind.DECIMAL, kind("1.5"));
        assertEquals(Kind.DECIMAL, kind("1E-130"));
    }

    private static Kind kind(String number) {
        var reader = new AttributeReader(Map.of("n", AttributeValue.fromN(number)));
        reader.beginObject();
        reader.nextName();
        return reader.kind();
    }

    @Test
    void whatIsNotKnownIsPassedOver() {
        var attributes = Attributes.of(Map.of("id", "1"));
        attributes.put("set", AttributeValue.fromSs(List.of("a")));
        attributes.put("deep", AttributeValue.fromL(List.of(AttributeValue.fromM(Map.of()))));
        assertEquals("1", read(Binary.class, attributes).id());
        attributes.put("id", AttributeValue.fromSs(List.of("a")));
        assertThrows(IllegalStateException.class, () -> read(Binary.class, attributes));
    }
}
