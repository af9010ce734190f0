package io.anyport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class QueryTest {

    private static String shown(Query query) {
        var text = new StringBuilder();
        for (int i = 0; i < query.size(); i++) {
            text.append('<')
                    .append(query.name(i))
                    .append('|')
                    .append(query.value(i))
                    .append('>');
        }
        return text.toString();
    }

    @ParameterizedTest
    @CsvSource({
        "a=1&b=2&a=3, <a|1><b|2><a|3>",
        "a=1&a=1, <a|1><a|1>",
        "a=b=c, <a|b=c>",
        "a==, <a|=>",
        "a, <a|>",
        "a=, <a|>",
        "=a, <|a>",
        "=, <|>",
        "&, ''",
        "&&, ''",
        "a&&b, <a|><b|>",
        "&a=1&, <a|1>",
        "a=1&=&b, <a|1><|><b|>",
        "a[]=1&a[0]=2&a[b][c]=3, <a[]|1><a[0]|2><a[b][c]|3>",
        "a;b=1, <a;b|1>",
        "%61=%3D&%26=%26, <a|=><&|&>",
        "a+b=c+d, <a b|c d>",
        "?a=1, <?a|1>",
        "A=1&a=2, <A|1><a|2>",
    })
    void parametersStandInTheirOrder(String raw, String expected) {
        assertEquals(expected, shown(Query.parse(raw)));
    }

    @Test
    void aNameLeadsToItsFirstValueAndToAll() {
        var query = Query.parse("a=1&b=2&a=3&c=&a=");
        assertEquals(Optional.of("1"), query.first("a"));
        assertEquals(List.of("1", "3", ""), query.all("a"));
        assertEquals(List.of("2"), query.all("b"));
        assertEquals(Optional.of(""), query.first("c"));
        assertEquals(Optional.empty(), query.first("A"));
        assertEquals(List.of(), query.all("d"));
        assertThrows(UnsupportedOperationException.class, () -> query.all("a").add("x"));
    }

    @Test
    void noTextIsNoParameters() {
        assertSame(Query.EMPTY, Query.parse(""));
        assertEquals(0, Query.EMPTY.size());
        assertEquals(Query.EMPTY, Query.parse("&"));
    }

    @Test
    void equalAreTheSameParametersInTheSameOrder() {
        assertEquals(Query.parse("a=%31&b"), Query.parse("a=1&b="));
        assertEquals(Query.parse("a=%31").hashCode(), Query.parse("a=1").hashCode());
        assertNotEquals(Query.parse("a=1&b=2"), Query.parse("b=2&a=1"));
    }

    @Test
    void itsTextTellsNoSecret() {
        assertFalse(Query.parse("token=secret").toString().matches(".*(token|secret).*"));
    }

    @Test
    void aRequestDecodesItsQueryOnceAndKeepsItInCopies() {
        var request = Request.get("/?a=1");
        assertSame(request.query(), request.query());
        assertSame(request.query(), request.withHeader("X", "1").json("{}").query());
        assertSame(Query.EMPTY, Request.get("/").query());
        assertSame(Query.EMPTY, Request.get("/?").query());
    }
}
