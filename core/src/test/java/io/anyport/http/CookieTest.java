package io.anyport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CookieTest {

    private static final Cookie FRESH = Cookie.of("name", "value");

    @Test
    void aShortAgeDoesNotEndACookieAtOnce() {
        assertTrue(Cookie.of("name", "value")
                .maxAge(java.time.Duration.ofMillis(1))
                .text()
                .contains("Max-Age=1"));
    }

    @Test
    void aFreshCookieIsAsSafeAsItCanBe() {
        assertEquals("name=value; Path=/; HttpOnly; SameSite=Lax", FRESH.text());
    }

    @Test
    void allAttributesAreWritten() {
        var cookie = FRESH.domain("example.com")
                .path("/a%20b")
                .maxAge(Duration.ofMillis(90_999))
                .expires(Instant.parse("2026-01-02T03:04:05.999Z"))
                .secure()
                .readableByScripts()
                .sameSite(Cookie.SameSite.NONE)
                .partitioned()
                .priority(Cookie.Priority.HIGH);
        assertEquals(
                "name=value; Domain=example.com; Path=/a%20b; Max-Age=90; Expires=Fri, 02 Jan 2026 03:04:05 GMT; Secure;"
                        + " SameSite=None; Partitioned; Priority=High",
                cookie.text());
    }

    @Test
    void anAttributeStandsOnce() {
        var cookie = FRESH.path("/a").path("/b").secure().secure().sameSite(Cookie.SameSite.STRICT);
        assertEquals("name=value; HttpOnly; Path=/b; Secure; SameSite=Strict", cookie.text());
        assertEquals("name=value; Path=/; HttpOnly; SameSite=Lax", FRESH.text());
    }

    @Test
    void anExpiredCookieIsForgotten() {
        assertEquals(
                "name=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0",
                Cookie.expired("name").text());
    }

    @Test
    void whatBrowsersRefuseIsRefused() {
        var none = FRESH.sameSite(Cookie.SameSite.NONE);
        assertThrows(IllegalStateException.class, none::text);
        assertThrows(IllegalStateException.class, FRESH.partitioned()::text);
        assertThrows(IllegalStateException.class, () -> Response.ok().withCookie(none));
        assertEquals(
                "name=value; Path=/; HttpOnly; SameSite=None; Secure",
                none.secure().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"__Secure-a", "__secure-a", "__SECURE-a"})
    void aSecurePrefixDemandsSecure(String name) {
        var cookie = Cookie.of(name, "v");
        assertThrows(IllegalStateException.class, cookie::text);
        assertEquals(
                name + "=v; HttpOnly; SameSite=Lax; Path=/a; Secure",
                cookie.path("/a").secure().text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"__Host-a", "__host-a", "__HOST-a"})
    void aHostPrefixDemandsSecureTheRootAndNoDomain(String name) {
        var cookie = Cookie.of(name, "v");
        assertThrows(IllegalStateException.class, cookie::text);
        assertThrows(IllegalStateException.class, cookie.secure().path("/a")::text);
        assertThrows(IllegalStateException.class, cookie.secure().domain("example.com")::text);
        assertEquals(
                name + "=v; Path=/; HttpOnly; SameSite=Lax; Secure",
                cookie.secure().text());
    }

    @Test
    void namesAreTokensAndValuesAreOctetsOfCookies() {
        for (char c = 0; c < 0x180; c++) {
            String text = "a" + c;
            boolean isOctet = c > 0x20 && c < 0x7f && "\",;\\".indexOf(c) < 0;
            if (isOctet) {
                assertEquals(text, Cookie.of("a", text).value());
            } else {
                assertThrows(IllegalArgumentException.class, () -> Cookie.of("a", text), text);
            }
            if (!Characters.isToken(c)) {
                assertThrows(IllegalArgumentException.class, () -> Cookie.of(text, "a"), text);
            }
        }
        assertThrows(IllegalArgumentException.class, () -> Cookie.of("", "a"));
        assertEquals("", Cookie.of("a", "").value());
    }

    @Test
    void nameAndValueHaveALimit() {
        assertEquals(4095, Cookie.of("a", "b".repeat(4095)).value().length());
        assertThrows(IllegalArgumentException.class, () -> Cookie.of("a", "b".repeat(4096)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "-",
                ".a.example",
                "a.",
                "-a",
                "a;b",
                "a b",
                "a,b",
                "a/b",
                "\u00e9.example",
                "a:80",
                "a_b"
            })
    void aDomainIsAHostName(String domain) {
        assertThrows(IllegalArgumentException.class, () -> FRESH.domain(domain));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/a;b", "/a b", "/\u00e9", "/a\r\nb", "/\u007f"})
    void aPathBeginsWithASlashAndEndsNoAttribute(String path) {
        assertThrows(IllegalArgumentException.class, () -> FRESH.path(path));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1600-12-31T23:59:59Z", "+10000-01-01T00:00:00Z", "-1000000000-01-01T00:00:00Z"})
    void anInstantIsInAYearThatBrowsersKnow(String instant) {
        assertThrows(IllegalArgumentException.class, () -> FRESH.expires(Instant.parse(instant)));
    }

    @Test
    void anAgeIsNotNegative() {
        assertThrows(IllegalArgumentException.class, () -> FRESH.maxAge(Duration.ofSeconds(-1)));
        assertThrows(IllegalArgumentException.class, () -> FRESH.maxAge(Duration.ofNanos(-1)));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "a=1; b=2 | 1",
                "b=2; a=1 | 1",
                "b=2;a=1 | 1",
                " ;; a = 1 ; | 1",
                "a=1; a=2 | 1",
                "a=\"1\" | 1",
                "a=\"\" | ''",
                "a= | ''",
                "a=b=c | b=c",
                "a=1, b=2 | 1, b=2",
                "A=1; b=a=2 | none",
                "a | none",
                "=a | none",
                "b=2; a | none",
                "aa=1; ba=2 | none",
                "'' | none",
            },
            delimiter = '|')
    void aRequestsCookieIsFound(String header, String value) {
        var request = Request.get("/").withHeader("Cookie", header);
        assertEquals(value, request.cookie("a").orElse("none"));
    }

    @Test
    void cookiesMayBeInSeveralFields() {
        var fields = Headers.of("Cookie", "a=1", "cookie", "b=2; a=3");
        var request = Request.get("/").withHeaders(fields);
        assertEquals(Optional.of("2"), request.cookie("b"));
        assertEquals(Optional.of("1"), request.cookie("a"));
        assertEquals(Optional.empty(), Request.get("/").cookie("a"));
    }

    @Test
    void eachCookieIsAFieldOfItsOwn() {
        var response = Response.ok().withCookie(FRESH).withCookie(FRESH.path("/a"));
        assertEquals(
                List.of(FRESH.text(), FRESH.path("/a").text()),
                response.headers().all("Set-Cookie"));
    }

    @Test
    void equalAreNameValueAndAttributes() {
        assertEquals(FRESH, Cookie.of("name", "value"));
        assertEquals(FRESH.hashCode(), Cookie.of("name", "value").hashCode());
        assertNotEquals(FRESH, FRESH.secure());
        assertNotEquals(FRESH, Cookie.of("name", "other"));
        assertFalse(Cookie.of("a", "secret").toString().contains("secret"));
    }
}
