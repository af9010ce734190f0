package io.anyport.http;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PreconditionTest {

    private static Precondition put(String... fields) {
        return Precondition.of(Request.put("/").withHeaders(Headers.of(fields)));
    }

    private static void assertRefused(Status status, Runnable check) {
        var refused = assertThrows(ProblemException.class, check::run);
        assertSame(status, refused.problem().status());
    }

    @Test
    void ifMatchIsTheVersionOfAGuardedWrite() {
        assertEquals(OptionalLong.of(7), put("If-Match", "\"7\"").version());
        assertEquals(
                OptionalLong.of(Long.MAX_VALUE),
                put("If-Match", EntityTag.ofVersion(Long.MAX_VALUE).toString()).version());
        assertTrue(put("If-Match", "*").version().isEmpty());
        assertTrue(put().version().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"W/\"7\"", "\"a\"", "\"07\"", "\"-7\"", "\"\"", "7", "\"7\", \"8\"", "\"9223372036854775808\""})
    void whatIsNoVersionMatchesNone(String tag) {
        var precondition = put("If-Match", tag);
        assertRefused(Status.PRECONDITION_FAILED, precondition::version);
    }

    @Test
    void nothingIsAnsweredWith428() {
        assertRefused(Status.PRECONDITION_REQUIRED, () -> put().required());
        assertRefused(
                Status.PRECONDITION_REQUIRED,
                () -> put("If-Unmodified-Since", "yesterday").required());
        assertDoesNotThrow(() -> put("If-Match", "*").required());
        assertDoesNotThrow(() -> put("If-None-Match", "*").required());
    }

    @Test
    void creationAsksThatThereIsNothing() {
        assertDoesNotThrow(() -> put("If-None-Match", "*").checkAbsent());
        assertRefused(
                Status.PRECONDITION_FAILED, () -> put("If-None-Match", "*").check(EntityTag.strong("a")));
        assertRefused(Status.PRECONDITION_FAILED, () -> put("If-Match", "*").checkAbsent());
    }

    @Test
    void timesCountInSeconds() {
        var precondition = put("If-Unmodified-Since", "Sun, 06 Nov 1994 08:49:37 GMT");
        var tag = EntityTag.strong("a");
        assertDoesNotThrow(() -> precondition.check(tag, Instant.parse("1994-11-06T08:49:37.999Z")));
        assertRefused(Status.PRECONDITION_FAILED, () -> precondition.check(tag, Instant.parse("1994-11-06T08:49:38Z")));
        assertFalse(put("If-Modified-Since", "Sun, 06 Nov 1994 08:49:37 GMT").isGiven(), "is for GET and HEAD");
    }

    @Test
    void theFilterChecksBeforeTheLogicIsCalled() throws Exception {
        var calls = new AtomicInteger();
        var app = App.of(
                "test",
                Route.put("/")
                        .to(request -> Response.of(Status.of(200 + calls.incrementAndGet())))
                        .with(Precondition.checkedAgainst(request -> Optional.of(EntityTag.ofVersion(7)))));
        var put = Request.put("/");
        var failed = app.handle(put.withHeader("If-Match", "\"6\""));
        assertEquals(Status.PRECONDITION_FAILED, failed.status());
        assertEquals(Optional.of(Problem.MEDIA_TYPE), failed.header("Content-Type"));
        assertEquals(
                412, app.handle(put.withHeader("If-None-Match", "*")).status().code());
        assertEquals(0, calls.get());
        assertEquals(
                201, app.handle(put.withHeader("If-Match", "\"7\"")).status().code());
        assertEquals(202, app.handle(put).status().code());
    }
}
