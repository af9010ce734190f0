package io.anyport.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tokens. What is a document and what is none, the tests of the codec tell with some hundreds of documents. */
final class JsonParserTest {

    private static JsonParser parser(String text) {
        return JsonParser.of(text.getBytes(UTF_8), 0, 3, 20);
    }

    private static JsonParser atValue(String text) {
        var parser = parser(text);
        parser.nextToken();
        return parser;
    }

    @Test
    void aDocumentIsReadTokenByToken() {
        var parser = parser(" {\"a\" : [1, -2.5e1,true,null] , \"b\":\"x\"}\n");
        var tokens = new StringBuilder();
        for (var token = parser.nextToken(); token != null; token = parser.nextToken()) {
            tokens.append(token)
                    .append(token.isStructStart() ? " " : token.name().startsWith("END") ? " " : "=");
            tokens.append(token.isScalarValue() || token == JsonToken.PROPERTY_NAME ? parser.getString() + " " : "");
        }
        assertEquals(
                "START_OBJECT PROPERTY_NAME=a START_ARRAY VALUE_NUMBER_INT=1 VALUE_NUMBER_FLOAT=-2.5e1 VALUE_TRUE=true"
                        + " VALUE_NULL=null END_ARRAY PROPERTY_NAME=b VALUE_STRING=x END_OBJECT ",
                tokens.toString());
        assertNull(parser.nextToken());
    }

    @Test
    void escapesAndOtherCharactersBecomeText() {
        assertEquals(
                "\"\\/\b\f\n\r\t\u00e9\u20ac\uD83D\uDE00\uD800x",
                atValue("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00E9\u20ac\uD83D\uDE00\\ud800x\"")
                        .getString());
    }

    @ParameterizedTest
    @CsvSource({
        "'{\"a\":1,\n \"b\":nul}', 2, 6",
        "'[1,]', 1, 4",
        "'[1', 1, 3",
        "'\"a\nb\"', 1, 3",
        "'1 2', 1, 3",
        "'[01]', 1, 3"
    })
    void whereATextIsMalformedIsTold(String text, int line, int column) {
        var malformed = assertThrows(JsonException.class, () -> exhaust(parser(text)));
        assertEquals(line + ":" + column, malformed.line() + ":" + malformed.column());
        assertFalse(malformed.isBeyondLimit());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[[[[]]]]", "{\"a\":{\"b\":{\"c\":{}}}}", "[123456789012345678901]", "1.0000000000000000000"})
    void whatIsBeyondALimitIsToldApart(String text) {
        assertTrue(
                assertThrows(JsonException.class, () -> exhaust(parser(text))).isBeyondLimit());
    }

    @Test
    void upToTheLimitsAllIsRead() {
        exhaust(parser("[[[12345678901234567890]]]"));
        exhaust(parser("[[[]],[[]],{\"a\":[]}]"));
    }

    private static void exhaust(JsonParser parser) {
        while (parser.nextToken() != null) {
            // on
        }
    }

    @Test
    void numbersAreExact() {
        assertEquals(Long.MIN_VALUE, atValue("-9223372036854775808").getLongValue());
        assertFalse(atValue("9223372036854775808").isLong());
        assertEquals(
                new BigDecimal("9223372036854775808"),
                atValue("9223372036854775808").getDecimalValue());
        assertEquals(0.1, atValue("0.1").getDoubleValue());
        assertFalse(atValue("1.0").isLong());
    }

    @Test
    void whatIsSkippedIsPassedOverAndItsPlaceIsKnown() {
        var parser = parser("{\"a\":{\"x\":[1]},\"b/\\u007e\":[0,true]}");
        parser.nextToken();
        assertEquals("a", parser.nextName());
        parser.nextToken();
        parser.skipChildren();
        assertEquals("b/~", parser.nextName());
        assertTrue(parser.isName("b/~".getBytes(UTF_8)));
        parser.nextToken();
        assertEquals("b/~", parser.currentName());
        parser.nextToken();
        assertEquals(JsonToken.VALUE_TRUE, parser.nextToken());
        assertEquals("/b~1~0/1", parser.pointer());
    }

    @Test
    void whatIsWrittenIsCompactAndEscaped() {
        var json = JsonGenerator.of(16, 3);
        json.writeStartObject();
        json.writeStringProperty("te\"xt", "a\u0001\n\u00e9\u20ac\uD83D\uDE00");
        json.writeArrayPropertyStart("list");
        json.writeNumber(-1);
        json.writeBoolean(true);
        json.writeNull();
        json.writeUTF8String("\u00e9\"".getBytes(UTF_8));
        json.writeBinary(new byte[] {1, 2});
        json.writeEndArray();
        json.writeEndObject();
        assertEquals(
                "{\"te\\\"xt\":\"a\\u0001\\n\u00e9\u20ac\uD83D\uDE00\",\"list\":[-1,true,null,\"\u00e9\\\"\",\"AQI=\"]}",
                new String(json.toByteArray(), UTF_8));
    }

    @Test
    void halfOfASurrogatePairIsNotWrittenButCopied() {
        assertThrows(
                IllegalArgumentException.class, () -> JsonGenerator.of(16, 3).writeString("a\uDC00"));
        var json = JsonGenerator.of(16, 3);
        json.copyCurrentStructure(atValue("{ \"\\u00e9\" : [\"\\ud800\", 1.50] }"));
        assertArrayEquals("{\"\u00e9\":[\"\\ud800\",1.50]}".getBytes(UTF_8), json.toByteArray());
    }

    @Test
    void whatNestsTooDeepIsNotWritten() {
        var json = JsonGenerator.of(16, 1);
        json.writeStartArray();
        assertThrows(IllegalArgumentException.class, json::writeStartArray);
    }
}
