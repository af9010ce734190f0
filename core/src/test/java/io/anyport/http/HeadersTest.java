package io.anyport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HeadersTest {

    private static final Headers MANY = Headers.of("A", "1", "b", "2", "a", "3", "B", "");

    @Test
    void namesAreComparedWithoutCaseAndKeptAsTheyWere() {
        assertEquals(Optional.of("1"), MANY.first("a"));
        assertEquals(List.of("1", "3"), MANY.all("a"));
        assertEquals(List.of("2", ""), MANY.all("B"));
        assertEquals(List.of(), MANY.all("c"));
        assertEquals(Optional.empty(), MANY.first("c"));
        assertTrue(MANY.contains("B") && !MANY.contains("c"));
        assertEquals("a", MANY.name(2));
        assertEquals("3", MANY.value(2));
    }

    @Test
    void fieldsStandInTheirOrder() {
        var seen = new ArrayList<String>();
        MANY.forEach((name, value) -> seen.add(name + "=" + value));
        assertEquals(List.of("A=1", "b=2", "a=3", "B="), seen);
        assertEquals(4, MANY.size());
        assertTrue(Headers.EMPTY.isEmpty() && !MANY.isEmpty());
        assertSame(Headers.EMPTY, Headers.of());
    }

    @Test
    void copiesChangeAndOriginalsDoNot() {
        assertEquals(Headers.of("b", "2", "B", "", "a", "4"), MANY.with("a", "4"));
        assertEquals(Headers.of("A", "1", "b", "2", "a", "3", "B", "", "a", "4"), MANY.plus("a", "4"));
        assertEquals(Headers.of("b", "2", "B", ""), MANY.without("a"));
        assertEquals(MANY, MANY.without("c"));
        assertEquals(Headers.of("c", "1"), Headers.EMPTY.with("c", "1"));
        assertEquals(Headers.of("A", "1", "b", "2", "a", "3", "B", "", "c", "5"), MANY.plusAll(Headers.of("c", "5")));
        assertSame(MANY, MANY.plusAll(Headers.EMPTY));
        assertSame(MANY, Headers.EMPTY.plusAll(MANY));
        assertEquals(4, MANY.size());
        assertThrows(UnsupportedOperationException.class, () -> MANY.all("a").add("x"));
    }

    @Test
    void whatIsGivenIsCopied() {
        String[] fields = {"a", "1"};
        var headers = Headers.of(fields);
        fields[1] = "2";
        assertEquals("1", headers.value(0));
    }

    @Test
    void namesAreTokens() {
        for (char c = 0; c < 0x180; c++) {
            String name = "a" + c;
            boolean isToken = "!#$%&'*+-.^_`|~".indexOf(c) >= 0 || (c < 128 && Character.isLetterOrDigit(c));
            if (isToken) {
                assertEquals(name, Headers.of(name, "").name(0));
            } else {
                assertThrows(IllegalArgumentException.class, () -> Headers.of(name, ""), name);
                assertThrows(IllegalArgumentException.class, () -> MANY.plus(name, ""), name);
                assertThrows(IllegalArgumentException.class, () -> MANY.with(name, ""), name);
            }
        }
        assertThrows(IllegalArgumentException.class, () -> Headers.of("", ""));
    }

    @Test
    void valuesAreVisibleLatinWithSpacesAndTabs() {
        for (char c = 0; c < 0x180; c++) {
            String value = "a" + c + "b";
            boolean isAllowed = c == '\t' || (c >= 0x20 && c <= 0xff && c != 0x7f);
            if (isAllowed) {
                assertEquals(value, Headers.of("a", value).value(0));
            } else {
                assertThrows(IllegalArgumentException.class, () -> Headers.of("a", value), value);
                assertThrows(IllegalArgumentException.class, () -> MANY.plus("a", value), value);
                assertThrows(IllegalArgumentException.class, () -> MANY.with("a", value), value);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\r\nSet-Cookie: a=b", "a\r\n b", "\n", "\r", "a\n", "\u0000", "\u2028", "\ud83d\udea2", "\u010a"
            })
    void noValueBeginsAnotherField(String value) {
        var thrown = assertThrows(IllegalArgumentException.class, () -> Headers.of("Sound", value));
        assertTrue(String.valueOf(thrown.getMessage()).startsWith("header Sound must not"), thrown::toString);
        assertThrows(IllegalArgumentException.class, () -> Response.ok().withHeader("Sound", value));
        assertThrows(IllegalArgumentException.class, () -> Request.get("/").withHeader("Sound", value));
        assertThrows(
                IllegalArgumentException.class, () -> Problem.of(Status.GONE).withHeader("Sound", value));
    }

    @Test
    void whiteSpaceAroundAValueIsDropped() {
        assertEquals("a \t b", Headers.of("a", " \t a \t b\t ").value(0));
        assertEquals("", Headers.of("a", " \t ").value(0));
        assertEquals("\u00a0", Headers.of("a", "\u00a0").value(0));
    }

    @Test
    void aNameNeedsAValue() {
        assertThrows(IllegalArgumentException.class, () -> Headers.of("a", "1", "b"));
    }

    @Test
    void severalValuesCanBeCombined() {
        assertEquals("1, 3", MANY.combined("A"));
        assertEquals("2, ", MANY.combined("b"));
        assertEquals(null, MANY.combined("c"));
    }

    @Test
    void equalAreTheSameFieldsInTheSameOrder() {
        assertEquals(Headers.of("a", "1", "B", "2"), Headers.of("A", "1", "b", "2"));
        assertEquals(
                Headers.of("a", "1", "B", "2").hashCode(),
                Headers.of("A", "1", "b", "2").hashCode());
        assertNotEquals(Headers.of("a", "1", "b", "2"), Headers.of("b", "2", "a", "1"));
        assertNotEquals(Headers.of("a", "1"), Headers.of("a", "1", "a", "1"));
        assertNotEquals(Headers.of("a", "x"), Headers.of("a", "X"));
    }

    @Test
    void theirTextTellsNoSecret() {
        assertEquals(
                "Headers[Authorization, b]",
                Headers.of("Authorization", "secret", "b", "secret").toString());
        assertFalse(Request.get("/secret?secret")
                .withHeader("b", "secret")
                .toString()
                .contains("secret"));
        assertFalse(Response.ok()
                .text("secret")
                .withHeader("b", "secret")
                .toString()
                .contains("secret"));
    }
}
