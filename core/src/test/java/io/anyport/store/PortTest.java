package io.anyport.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The port is small: no scan, no filter, no join, nor anything else that an engine could only pretend. */
final class PortTest {

    private static Set<String> methods(Class<?> port) {
        return Arrays.stream(port.getMethods()).map(Method::getName).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void aTableCanWhatEveryEngineCan() {
        assertEquals(
                Set.of(
                        "spec",
                        "get",
                        "getAll",
                        "insert",
                        "put",
                        "replace",
                        "update",
                        "delete",
                        "writeAll",
                        "removeExpired",
                        "query",
                        "stream"),
                methods(Table.class));
        assertEquals(
                Set.of("table", "transact", "transactGet", "close", "beforeCheckpoint", "afterRestore", "healthCheck"),
                methods(Store.class));
    }

    @Test
    void aConditionIsOneOfFew() {
        assertTrue(Condition.class.isSealed());
    }
}
