package io.anyport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.App;
import io.anyport.Invocation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The one decoder, as it is seen through paths, queries and forms. */
final class DecodingTest {

    /** Escapes that are none, and bytes that are no UTF-8. */
    static Stream<String> undecodable() {
        return Stream.of(
                "%",
                "a%",
                "%4",
                "a%4",
                "%zz",
                "%4g",
                "%g4",
                "%%41",
                "%+1",
                "% 1",
                "%-1",
                "%u0041",
                "%\uff14\uff11",
                "%00",
                "a%00b",
                "%c0%80",
                "%C0%80",
                "%c1%bf",
                "%c0%af",
                "%e0%80%af",
                "%f0%80%80%af",
                "%fc%80%80%80%80%af",
                "%ed%a0%80",
                "%ed%bf%bf",
                "%ed%a0%80%ed%b0%80",
                "%f4%90%80%80",
                "%f5%80%80%80",
                "%ff",
                "%fe",
                "%80",
                "%bf",
                "%c3",
                "%c3a",
                "%e2%82",
                "%e2%82a",
                "%f0%9f%9a",
                "a%f0",
                "%e2%28%a1",
                "%c3%28");
    }

    /** Characters that must be escaped everywhere. */
    static Stream<String> bare() {
        var controls = IntStream.rangeClosed(0, 0x20).mapToObj(Character::toString);
        var others = Stream.of("\u007f", "\u0080", "\u00e9", "\u2028", "\ud83d\udea2", "\"", "<", ">", "#");
        return Stream.concat(controls, others).flatMap(c -> Stream.of(c, "a" + c, c + "a", "%41" + c));
    }

    private static final App APP = App.of(
            "test",
            Route.get("/one/{value}").to(request -> Response.ok().text(request.parameter("value"))),
            Route.get("/query")
                    .to(request -> Response.ok().text(request.query().first("q").orElse("none"))),
            Route.post("/form")
                    .to(request -> Response.ok().text(request.form().first("q").orElse("none"))));

    private static String path(String raw) {
        return APP.handle(received("/one/" + raw, null)).text();
    }

    private static Response query(String raw) {
        return APP.handle(received("/query", raw));
    }

    private static Response form(String raw) {
        return APP.handle(Request.post("/form").withBody("application/x-www-form-urlencoded", Body.of(raw)));
    }

    @ParameterizedTest
    @MethodSource({"undecodable", "bare"})
    void noPathHoldsIt(String raw) {
        assertBadRequest(APP.handle(received("/one/" + raw, null)));
        assertBadRequest(APP.handle(received("/" + raw + "/one", null)));
        assertBadRequest(APP.handle(received("/nowhere/" + raw + "/", null)));
    }

    @ParameterizedTest
    @MethodSource({"undecodable", "bare"})
    void noQueryHoldsIt(String raw) {
        for (String query : List.of("q=" + raw, raw + "=q", "a=b&" + raw + "&c=d", raw)) {
            assertBadRequest(query(query));
            assertBadRequest(APP.handle(received("/nowhere", query)));
        }
    }

    @Test
    void halfACharacterIsNone() {
        assertBadRequest(APP.handle(received("/one/\ud83d", null)));
        assertBadRequest(query("q=\udea2"));
    }

    @ParameterizedTest
    @MethodSource({"undecodable", "bare"})
    void noFormHoldsIt(String raw) {
        assertBadRequest(form("q=" + raw));
        assertBadRequest(form(raw + "=q"));
    }

    private static Request received(String path, @Nullable String query) {
        return Request.received(Method.GET, path, query, Headers.EMPTY, Body.empty(), Origin.LOCAL, Invocation.local());
    }

    private static void assertBadRequest(Response response) {
        assertEquals(Status.BAD_REQUEST, response.status());
        assertEquals("application/problem+json", response.header("Content-Type").orElse("none"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\\b", "{", "}", "|", "^", "`", "[", "]"})
    void whatBrowsersSendInAQueryIsNotAllowedInAPath(String raw) {
        assertBadRequest(APP.handle(received("/one/" + raw, null)));
        assertEquals(raw, query("q=" + raw).text());
    }

    @ParameterizedTest
    @CsvSource({
        "a%2Fb, a/b",
        "a%2fb, a/b",
        "%2F, /",
        "%2561, %61",
        "a+b, a+b",
        "a%20b, a b",
        "%41%6d, Am",
        "caf%C3%A9, caf\u00e9",
        "%c3%a9, \u00e9",
        "%e2%82%ac, \u20ac",
        "%F0%9F%9A%A2, \ud83d\udea2",
        "%f4%8f%bf%bf, \udbff\udfff",
        "%ef%bf%bd, \ufffd",
        "%ef%bb%bfa, \ufeffa",
        "a%7Fb, a\u007fb",
        "a%C2%80b, a\u0080b",
        "-._~!$&'()*+;=:@, -._~!$&'()*+;=:@",
        "..., ...",
        ".a, .a",
        "%2e%2e%2e, ...",
    })
    void aSegmentIsDecodedOnce(String raw, String decoded) {
        assertEquals(decoded, path(raw));
    }

    @Test
    void escapedControlsButNulAreData() {
        assertEquals("\r\n\t\u001b", path("%0d%0a%09%1b"));
        assertEquals("\r\n", query("q=%0d%0a").text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/.",
                "/..",
                "/./",
                "/../",
                "/one/.",
                "/one/..",
                "/one/../",
                "/./one/a",
                "/../one/a",
                "/one/a/..",
                "/%2e",
                "/%2E%2e",
                "/.%2e",
                "/%2e.",
                "/one/%2e%2e/a",
                "/one/%2e/",
                "//..",
                "/%41/.."
            })
    void dotSegmentsAreRefused(String path) {
        assertBadRequest(APP.handle(received(path, null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "one/a", "*", "http://host/one/a", "?", "%2Fone/a"})
    void aPathBeginsWithASlash(String path) {
        assertBadRequest(APP.handle(received(path, null)));
    }

    @ParameterizedTest
    @CsvSource({
        "a+b, a b",
        "a%2Bb, a+b",
        "a%2bb+, 'a+b '",
        "a%20b, a b",
        "%2526, %26",
        "a%26b, a&b",
        "a=b=c, a=b=c",
        "/?:@!$'()*;, /?:@!$'()*;",
        "caf%C3%A9, caf\u00e9",
        "[a]{b}|, [a]{b}|",
    })
    void aParameterIsDecodedOnce(String raw, String decoded) {
        assertEquals(decoded, query("q=" + raw).text());
        assertEquals(decoded, form("q=" + raw).text());
    }

    @Test
    void allOfUnicodeComesBack() {
        for (int c = 1; c <= Character.MAX_CODE_POINT; c += c < 0x3000 ? 1 : 997) {
            if (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE) {
                String text = Character.toString(c);
                String encoded = PercentCoding.encode(text);
                assertEquals(text, PercentCoding.decodeSegment(encoded, 0, encoded.length()));
                assertEquals(text, PercentCoding.decodeQuery(encoded, 0, encoded.length()));
            }
        }
    }

    @Test
    void allBytePairsAreDecodedAsJavaDecodesThemOrRefused() {
        for (int pair = 0; pair < 0x10000; pair++) {
            byte[] bytes = {(byte) (pair >> 8), (byte) pair};
            String raw = String.format("%%%02x%%%02X", pair >> 8, pair & 0xff);
            String decoded = new String(bytes, StandardCharsets.UTF_8);
            boolean isValid = decoded.indexOf('\ufffd') < 0 && decoded.indexOf(0) < 0;
            if (isValid) {
                assertEquals(decoded, PercentCoding.decodeSegment(raw, 0, raw.length()));
            } else {
                assertThrows(ProblemException.class, () -> PercentCoding.decodeSegment(raw, 0, raw.length()), raw);
            }
        }
    }

    @Test
    void encodingLeavesTheUnreservedOnly() {
        assertEquals("azAZ09-._~", PercentCoding.encode("azAZ09-._~"));
        assertEquals("%2F%3F%23%25%2B%20%26%3D%3A%40", PercentCoding.encode("/?#%+ &=:@"));
        assertEquals("%00%0A%C3%A9%F0%9F%9A%A2", PercentCoding.encode("\u0000\n\u00e9\ud83d\udea2"));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "application/x-www-form-urlencoded; charset=UTF-8 | 200",
                "Application/X-WWW-Form-Urlencoded | 200",
                "text/plain | 415",
                "multipart/form-data; boundary=a | 415",
                "nonsense | 415",
            },
            delimiter = '|')
    void aFormIsOfItsType(String type, int status) {
        var request = Request.post("/form").withBody(type, Body.of("q=a"));
        assertEquals(status, APP.handle(request).status().code());
    }

    @Test
    void aFormWithoutATypeIsNone() {
        assertEquals(
                Status.UNSUPPORTED_MEDIA_TYPE,
                APP.handle(Request.post("/form").withBody(Body.of("q=a"))).status());
    }

    @Test
    void aFormInRawBytesThatAreNoAsciiIsRefused() {
        byte[] latin = "q=\u00e9".getBytes(StandardCharsets.ISO_8859_1);
        var request = Request.post("/form").withBody("application/x-www-form-urlencoded", Body.of(latin));
        assertBadRequest(APP.handle(request));
    }
}
