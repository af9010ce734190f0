package io.anyport.mapping;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MapperTest {

    enum Color {
        RED {
            @Override
            public String toString() {
                return "rouge";
            }
        },
        BLUE
    }

    @SuppressWarnings("ArrayRecordComponent") // binary data is one
    private record All(
            byte b, short s, int i, long l, float f, double d, boolean z, String t, Color c, byte[] bytes, UUID id) {}

    record Node(int value, Optional<Node> next) {}

    record Page<T>(List<T> items) {}

    record OfNodes(Page<Node> page) {}

    record Checked(int least, int most) {
        Checked {
            if (most < 0) {
                throw new IllegalArgumentException("secret " + most);
            }
            if (least > most) {
                throw InvalidInput.of("least", "no more than most");
            }
        }
    }

    record Two(List<Checked> all) {}

    sealed interface Shape {}

    record Circle(int radius) implements Shape {}

    record Group(List<Shape> shapes) implements Shape {}

    sealed interface Bad {}

    record WithType(String type) implements Bad {}

    @SuppressWarnings("ArrayRecordComponent") // to be refused
    record Unknown(Object any, int[] numbers) {}

    @Test
    void makesPrivateRecordsOfAllPrimitivesAndTakesThemApart() {
        var all = new All((byte) 1, (short) 2, 3, 4, 0.1f, 2.5, true, "t", Color.RED, new byte[] {1}, new UUID(1, 2));
        var mapper = RecordMapper.ofRecord(All.class);
        var reading = Reading.strict();
        var back = reading.orThrow(mapper.read(Document.reader(Document.of(mapper, all)), reading));
        assertEquals(
                "3 4 0.1 2.5 true t RED",
                back.i + " " + back.l + " " + back.f + " " + back.d + " " + back.z + " " + back.t + " "
                        + back.c.name());
        assertEquals(9, mapper.with(all, mapper.index("i"), 9).i());
    }

    @Test
    void resolvesRecursiveAndGenericRecords() {
        var value = new OfNodes(new Page<>(List.of(new Node(1, Optional.of(new Node(2, Optional.empty()))))));
        var mapper = Mapper.of(OfNodes.class);
        assertEquals(value, mapper.read(Document.reader(Document.of(mapper, value)), Reading.strict()));
    }

    @Test
    void findsFaultsOfAllConstructors() {
        assertEquals(
                List.of(
                        "body /all/0/least: expected no more than most",
                        "body /all/1: expected values that make a valid Checked",
                        "body /all/2/most: expected an integer between -2147483648 and 2147483647"),
                faults(
                        Two.class,
                        Map.of(
                                "all",
                                List.of(
                                        Map.of("least", 2L, "most", 1L),
                                        Map.of("least", 2L, "most", -1L),
                                        Map.of("least", 2L)))));
    }

    @Test
    void readsSealedTypesWhereverTheTypeStands() {
        for (boolean isFirst : new boolean[] {true, false}) {
            var inner = shape(isFirst, "Circle", "radius", 7L);
            var group = shape(isFirst, "Group", "shapes", List.of(inner));
            assertEquals(
                    new Group(List.of(new Circle(7))),
                    Mapper.of(Shape.class).read(Document.reader(group), Reading.strict()));
        }
        assertEquals(
                List.of("body /type: expected one of Circle, Group"), faults(Shape.class, Map.of("type", "Square")));
        assertEquals(List.of("body /type: expected one of Circle, Group"), faults(Shape.class, Map.of("radius", 1L)));
        assertThrows(IllegalArgumentException.class, () -> Mapper.of(WithType.class));
    }

    @Test
    void namesWhatItDoesNotUnderstand() {
        var thrown = assertThrows(IllegalArgumentException.class, () -> Mapper.of(Unknown.class));
        assertTrue(thrown.toString().contains("Unknown.numbers"), thrown::toString);
    }

    @Test
    void takesEmptyValuesForWhatIsAbsentInALenientReading() {
        var stored = new LinkedHashMap<String, @Nullable Object>();
        stored.put("value", null);
        assertEquals(
                new Node(0, Optional.empty()), Mapper.of(Node.class).read(Document.reader(stored), Reading.lenient()));
        assertEquals(new Page<>(List.of()), Mapper.of(Page.class).read(Document.reader(Map.of()), Reading.lenient()));
        assertEquals(
                List.of("body /value: expected an integer between -2147483648 and 2147483647"),
                faults(Node.class, stored));
    }

    @Test
    void takesTextsThatAreNumbersOfJsonOnly() {
        assertEquals(1, parse("1"));
        assertEquals(-0, parse("-0"));
        assertEquals(100, parse("1e2"));
        for (String text :
                List.of("", "+1", "01", " 1", "1 ", "\u0661", "1.5", "0x1", "NaN", "2147483648", "1e1000000000")) {
            assertNull(parse(text), text);
        }
    }

    @Test
    void keepsOneHundredFaultsAndCountsAll() {
        var elements = new ArrayList<Object>();
        for (int i = 0; i < 150; i++) {
            elements.add("no object");
        }
        var reading = Reading.strict();
        assertNull(Mapper.of(Two.class).read(Document.reader(Map.of("all", elements)), reading));
        assertEquals(Reading.MOST_FAULTS, reading.faults().size());
        reading.unreadable("a document");
        assertEquals(1, reading.faults().size());
    }

    @Test
    void keepsFewFaultsInPlacesWithLongNames() {
        var reading = Reading.strict();
        for (int i = 0; i < Reading.MOST_FAULTS; i++) {
            reading.expectedAt("/" + "n".repeat(40_000) + "/" + i, "a string");
        }
        assertEquals(2, reading.faults().size());
        reading.unreadable("a document");
        reading.expectedAt("/next", "a string");
        assertEquals(2, reading.faults().size());
    }

    @Test
    void escapesPointers() {
        assertEquals("~0a~1b", Reading.escape("~a/b"));
    }

    private static @Nullable Object parse(String text) {
        return RecordMapper.ofRecord(Node.class)
                .draft()
                .parse(0, text, Reading.strict())
                .value(0);
    }

    private static List<String> faults(Class<?> type, Map<String, ?> document) {
        var reading = Reading.strict();
        assertNull(Mapper.of(type).read(Document.reader(document), reading));
        return reading.faults().stream().map(Fault::toString).toList();
    }

    private static Map<String, Object> shape(boolean isFirst, String type, String name, Object value) {
        var members = new LinkedHashMap<String, Object>();
        if (isFirst) {
            members.put("type", type);
        }
        members.put(name, value);
        members.put("type", type);
        return members;
    }
}
