package io.anyport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpDateTest {

    private static final Instant TIME = Instant.parse("1994-11-06T08:49:37Z");
    private static final Instant NOW = Instant.parse("2026-12-01T00:00:00Z");

    @Test
    void theThreeFormsOfTheRfcAreOneTime() {
        assertEquals(Optional.of(TIME), HttpDate.parse("Sun, 06 Nov 1994 08:49:37 GMT"));
        assertEquals(TIME, HttpDate.parse("Sunday, 06-Nov-94 08:49:37 GMT", NOW));
        assertEquals(Optional.of(TIME), HttpDate.parse("Sun Nov  6 08:49:37 1994"));
    }

    @Test
    void textIsAnImfFixdateWithoutFractions() {
        assertEquals("Sun, 06 Nov 1994 08:49:37 GMT", HttpDate.text(TIME.plusNanos(999_999_999)));
        assertThrows(IllegalArgumentException.class, () -> HttpDate.text(Instant.parse("+10000-01-01T00:00:00Z")));
    }

    @Test
    void twoDigitsAreAtMostFiftyYearsAhead() {
        assertEquals(Instant.parse("2076-11-06T08:49:37Z"), HttpDate.parse("Friday, 06-Nov-76 08:49:37 GMT", NOW));
        assertEquals(Instant.parse("1977-11-06T08:49:37Z"), HttpDate.parse("Sunday, 06-Nov-77 08:49:37 GMT", NOW));
    }

    @Test
    void aLeapSecondIsTheOneBefore() {
        assertEquals(
                Optional.of(Instant.parse("2016-12-31T23:59:59Z")), HttpDate.parse("Sat, 31 Dec 2016 23:59:60 GMT"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "Sun, 6 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:37 UTC",
                "Sun, 06 Nov 1994 08:49:37 +0000",
                "Mon, 06 Nov 1994 08:49:37 GMT",
                "sun, 06 nov 1994 08:49:37 gmt",
                "Sun, 06 Nov 94 08:49:37 GMT",
                "Thu, 31 Nov 1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 24:00:00 GMT",
                "Sun, 06 Nov 1994 08:49:61 GMT",
                "Sun, 06 Foo 1994 08:49:37 GMT",
                "Sun,  06 Nov 1994 08:49:37 GMT",
                "Sun Nov 6 08:49:37 1994",
                "Sun, 06-Nov-94 08:49:37 GMT",
                "Sunday, 06-Nov-1994 08:49:37 GMT",
                "Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT",
                "Sun, \u0660\u0666 Nov 1994 08:49:37 GMT"
            })
    void anythingElseIsNoTime(String text) {
        assertNull(HttpDate.parse(text, NOW));
    }
}
