package io.anyport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.Invocation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TraceContextTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";
    private static final String FIELD = "00-" + TRACE + "-" + PARENT + "-01";

    @Test
    void readsWhatItWrites() {
        assertEquals(FIELD, TraceContext.parse(FIELD).orElseThrow().toString());
    }

    @Test
    void aLaterVersionIsReadAsFarAsItIsKnown() {
        assertEquals(
                FIELD,
                TraceContext.parse("cc" + FIELD.substring(2) + "-what-follows")
                        .orElseThrow()
                        .toString());
        assertEquals(
                FIELD,
                TraceContext.parse("01" + FIELD.substring(2)).orElseThrow().toString());
        assertTrue(TraceContext.parse("01" + FIELD.substring(2) + ".x").isEmpty());
        var flagged = TraceContext.parse(FIELD.substring(0, 53) + "ff").orElseThrow();
        assertEquals(3, flagged.flags());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "ff-" + TRACE + "-" + PARENT + "-01",
                "00-00000000000000000000000000000000-" + PARENT + "-01",
                "00-" + TRACE + "-0000000000000000-01",
                "00-" + TRACE + "-" + PARENT + "-0",
                "00-" + TRACE + "-" + PARENT + "-01-x",
                "00-" + TRACE + "-" + PARENT + "-0x",
                "0x-" + TRACE + "-" + PARENT + "-01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + PARENT + "-01",
                "00_" + TRACE + "-" + PARENT + "-01",
                "00-" + TRACE + "_" + PARENT + "-01",
                "-------------------------------------------------------",
            })
    void anythingElseIsNone(String field) {
        assertTrue(TraceContext.parse(field).isEmpty());
    }

    @Test
    void aChildIsOfTheSameTrace() {
        var context = TraceContext.parse(FIELD).orElseThrow();
        var child = context.child();
        assertEquals(context.traceId(), child.traceId());
        assertEquals(context.flags(), child.flags());
        assertNotEquals(context.parentId(), child.parentId());
        assertThrows(IllegalArgumentException.class, () -> new TraceContext(TRACE, PARENT, 256));
    }

    @Test
    void theHeaderOfXRayIsTheSameContextInOtherClothes() {
        assertEquals(
                "00-67891233abcdef012345678912345678-463ac35c9f6413ad-01",
                of("Root=1-67891233-abcdef012345678912345678;Parent=463ac35c9f6413ad;Sampled=1"));
        assertEquals(
                "00-67891233abcdef012345678912345678-463ac35c9f6413ad-00",
                of("Self=1-6-a; Parent=463ac35c9f6413ad; Root=1-67891233-abcdef012345678912345678;Sampled=0"));
        String traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        assertEquals(traceparent, of(traceparent));
        for (String none : List.of(
                "Root=1-67891233-abcdef012345678912345678",
                "Root=1-67891233abcdef012345678912345678a;Parent=463ac35c9f6413ad",
                "Root=1-67891233-abcdef01234567891234567G;Parent=463ac35c9f6413ad",
                "Root=1-67891233-abcdef012345678912345678;Parent=a\nb",
                "Root=",
                "")) {
            assertEquals("none", of(none), none);
        }
    }

    private static String of(String trace) {
        return TraceContext.of(Invocation.local().withTrace(trace))
                .map(String::valueOf)
                .orElse("none");
    }
}
