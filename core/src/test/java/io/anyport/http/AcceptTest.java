package io.anyport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AcceptTest {

    private static boolean accepts(String... fields) {
        var headers = Headers.EMPTY;
        for (String field : fields) {
            headers = headers.plus("Accept", field);
        }
        return Accept.accepts(headers, "application/json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*/*",
                "application/json",
                "APPLICATION/Json",
                "application/*",
                "application/json; charset=utf-8",
                "application/json;q=0.001",
                "application/json;q=1",
                "text/html, application/json",
                "text/html,*/*;q=0.8",
                "text/html;q=0, */*",
                "*/*;q=0, application/json",
                "application/json, */*;q=0",
                "application/*;q=0, application/json;q=0.1",
                "application/json;v=1;q=0, application/json",
                "application/json, application/json;v=1;q=0",
                "text/html;a=\"b,c;q=0\", application/json",
                " , application/json ,",
                // nothing that can be understood
                "",
                ",",
                "json",
                "application/",
                "/json",
                "application/json;q",
                "*",
                "; q=0",
            })
    void itIsAccepted(String header) {
        assertTrue(accepts(header));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "text/html",
                "application/xml",
                "text/*",
                "*/json",
                "application/problem+json",
                "application/json;q=0",
                "application/json;q=0.0",
                "application/json;q=0.000",
                "application/json; Q=0.",
                "*/*;q=0",
                "application/*;q=0, */*",
                "application/json;q=0, */*",
                "*/*, application/json;q=0",
                "*/*, application/*;q=1, application/json;q=0",
                "text/html, nonsense",
            })
    void itIsNotAccepted(String header) {
        assertFalse(accepts(header));
    }

    @Test
    void severalFieldsAreOneList() {
        assertTrue(accepts());
        assertTrue(accepts("text/html", "application/json"));
        assertFalse(accepts("text/html", "text/plain"));
        assertFalse(accepts("*/*", "application/json;q=0"));
        assertFalse(accepts("application/json;q=0", "*/*"));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "application/json | true",
                "Application/JSON;charset=UTF-8 | true",
                "application/problem+json | true",
                "application/json-patch+json | true",
                "text/json | false",
                "application/jsonp | false",
                "application/x-json | false",
                "text/x+json | false",
            },
            delimiter = '|')
    void aStructuredSyntaxIsWhatItIsWrittenIn(String type, boolean isJson) {
        var parsed = MediaType.parse(type);
        assertNotNull(parsed);
        assertEquals(isJson, parsed.isA("application/json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "a",
                "a/",
                "/b",
                "a/b/c",
                "a b/c",
                "a/b;c",
                "a/b; c d=e",
                "a/b;=c",
                "a/b, c/d",
                "a/\u00e9",
                "a/b;c =d"
            })
    void whatIsNoMediaTypeIsNone(String text) {
        assertNull(MediaType.parse(text));
    }

    @Test
    void parametersAreUnquotedAndMayHoldSeparators() {
        var type = MediaType.parse("multipart/form-data ; Boundary=\"a;b\\\"c=,\" ;; charset=utf-8;");
        assertNotNull(type);
        assertEquals(Map.of("boundary", "a;b\"c=,", "charset", "utf-8"), type.parameters());
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "a/b | true",
                "a/b; charset=utf-8 | true",
                "a/b; CHARSET='UTF-8' | true",
                "a/b; charset=iso-8859-1 | false",
                "a/b; charset= | false",
                "a/b; charset=utf-16 | false",
            },
            quoteCharacter = '`',
            delimiter = '|')
    void otherCharsetsAreTold(String text, boolean isUtf8) {
        var type = MediaType.parse(text.replace('\'', '"'));
        assertNotNull(type);
        assertEquals(isUtf8, type.isUtf8());
    }

    @Test
    void aBackslashQuotesWhatFollowsIt() {
        assertEquals("a\"b\\c", FieldText.unquote("\"a\\\"b\\\\c\""));
        assertEquals("a\\", FieldText.unquote("\"a\\\""));
        assertEquals("\"a", FieldText.unquote("\"a"));
        assertEquals("\"", FieldText.unquote("\""));
        assertEquals("", FieldText.unquote("\"\""));
    }

    @Test
    void quotesThatDoNotEndDoNoHarm() {
        assertNotNull(MediaType.parse("a/b;c=\"d"));
        assertNotNull(MediaType.parse("a/b;c=\"d\\"));
        assertFalse(accepts("text/html;a=\"b\\"));
    }
}
