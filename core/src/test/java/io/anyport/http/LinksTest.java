package io.anyport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LinksTest {

    private static final Links LINKS = Links.of(new Origin("https", "example.com:8443", "/prod/v%201"));

    @ParameterizedTest
    @CsvSource({
        "example.com, http://example.com",
        "localhost:8080, http://localhost:8080",
        "127.0.0.1:1, http://127.0.0.1:1",
        "[::1], http://[::1]",
        "[2001:db8::7]:65535, http://[2001:db8::7]:65535",
        "[::ffff:1.2.3.4], http://[::ffff:1.2.3.4]",
        "a_b.example, http://a_b.example",
        "xn--bcher-kva.example:0, http://xn--bcher-kva.example:0",
    })
    void anAuthorityIsAHostWithAPort(String authority, String origin) {
        assertEquals(origin, Origin.of("HTTP", authority).toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", ":80", "a:", "a:b", "a:65536", "a:999999999999", "a:-1", "a:+1", "a:1:2", "::1", "[::1", "::1]",
                        "[]", "[::1]a",
                "[::1]:", "[::1]80", "[g::1]", "[::1]]", "user@a", "a b", "a/b", "a?b", "a#b", "a\\b", "a,b", "a'b",
                        "a\"b", "<a>",
                "a%41", "\u00e9", "a\r\nb", "a\u0000", "*", "[", "a[", "a:\uff11"
            })
    void whatIsNoAuthorityIsRefused(String authority) {
        assertThrows(IllegalArgumentException.class, () -> Origin.of("http", authority));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "capacitor", "a", "azaz09+.-"})
    void aSchemeIsLettersDigitsAndALittleMore(String scheme) {
        assertEquals(scheme + "://a", Origin.of(scheme, "a").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1http", "ht tp", "http:", "h\u00e9", "-a", "http://"})
    void whatIsNoSchemeIsRefused(String scheme) {
        assertThrows(IllegalArgumentException.class, () -> Origin.of(scheme, "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "a", "a/", "/a/", "/a b", "/\u00e9", "/a?b", "/a#b", "/a\"b", "/a\nb"})
    void whatIsNoBaseIsRefused(String base) {
        assertThrows(IllegalArgumentException.class, () -> new Origin("http", "a", base));
    }

    @Test
    void aLinkLeadsIntoTheApplication() {
        String here = "https://example.com:8443/prod/v%201";
        assertEquals(here + "/", LINKS.to("/"));
        assertEquals(here + "/todos", LINKS.to("/todos"));
        assertEquals(here + "/todos/7/tags/a", LINKS.to("/todos/{id}/tags/{tag}", 7, "a"));
        assertEquals(here + "/caf%C3%A9/a%20b/", LINKS.to("/caf\u00e9/a b/"));
    }

    @Test
    void valuesAreEncoded() {
        assertEquals("/a%2Fb%3Fc%23d%25e%20f", path("/{x}", "a/b?c#d%e f"));
        assertEquals("/%C3%A9%F0%9F%9A%A2", path("/{x}", "\u00e9\ud83d\udea2"));
        assertEquals("/...", path("/{x}", "..."));
        assertEquals("/%2E".replace("%2E", ".a"), path("/{x}", ".a"));
        assertEquals("/files/a%20b/c//d/", path("/files/{rest...}", "a b/c//d/"));
        assertEquals("/files/", path("/files/{rest...}", ""));
    }

    private static String path(String template, Object... values) {
        return Links.of(Origin.LOCAL).to(template, values).substring("http://localhost".length());
    }

    @ParameterizedTest
    @CsvSource({
        "/{x}, ''",
        "/{x}, .",
        "/{x}, ..",
        "/{x...}, ..",
        "/{x...}, a/../b",
        "/{x...}, a/.",
        "/{x...}, ./a",
        "/, a",
        "/{x}/{y}, a",
        "x, a"
    })
    void whatNoPathCanCarryIsRefused(String template, String value) {
        assertThrows(IllegalArgumentException.class, () -> LINKS.to(template, value));
    }

    @Test
    void whatIsLinkedIsFound() {
        for (String id : new String[] {"a", "a/b", "a b+c", "%41", "\u00e9", ";=:@", "\\", "{id}", "\r\n"}) {
            var seen = new StringBuilder();
            var app = io.anyport.App.of("test", Route.get("/x/{id}").to(request -> {
                seen.append(request.parameter("id"));
                return Response.ok();
            }));
            app.handle(Request.get(Links.of(Origin.LOCAL).to("/x/{id}", id)));
            assertEquals(id, seen.toString());
        }
    }
}
