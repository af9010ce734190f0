package io.anyport.mapping;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ReflectedRecordTest {

    private record Point(String name, int x) {
        Point {
            if (x < 0) {
                throw new IllegalArgumentException("x must be >= 0");
            }
        }
    }

    /** Every class loader has a module of its own, so the record that it defines is in another one than core. */
    private static final class Elsewhere extends ClassLoader {

        private Elsewhere() {
            super(ReflectedRecordTest.class.getClassLoader());
        }

        static Class<?> load(Class<?> type) {
            String file = type.getName().replaceFirst(".*[.]", "") + ".class";
            try (var code = Objects.requireNonNull(type.getResourceAsStream(file))) {
                byte[] bytes = code.readAllBytes();
                return new Elsewhere().defineClass(type.getName(), bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private final Class<?> type = Elsewhere.load(Point.class);
    private final RecordAccess<?> access = RecordAccess.of(type);

    @Test
    void isInAnotherModule() {
        assertNotSame(RecordAccess.class.getModule(), type.getModule());
    }

    @Test
    void makesARecordAndTakesItApart() {
        assertArrayEquals(new Object[] {"a", 3}, madeAndTakenApart(access, "a", 3));
    }

    @Test
    void throwsWhatTheRecordThrows() {
        var expected = assertThrows(IllegalArgumentException.class, () -> new Point("a", -1));
        var thrown = assertThrows(IllegalArgumentException.class, () -> access.create(new Object[] {"a", -1}));

        assertEquals(expected.getMessage(), thrown.getMessage());
    }

    private static <T> Object[] madeAndTakenApart(RecordAccess<T> access, Object... values) {
        return access.values(access.create(values));
    }
}
