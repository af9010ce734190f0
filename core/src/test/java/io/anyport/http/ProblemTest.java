package io.anyport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.mapping.Fault;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ProblemTest {

    private static final Problem PLAIN = Problem.of(Status.CONFLICT);

    @Test
    void aProblemSaysAtLeastItsStatus() {
        assertEquals("{\"title\":\"Conflict\",\"status\":409}", PLAIN.json());
        assertEquals(
                "{\"title\":\"Status 418\",\"status\":418}",
                Problem.of(Status.of(418)).json());
        assertEquals("about:blank", PLAIN.type());
        assertEquals("Conflict", PLAIN.title());
        assertEquals(Optional.empty(), PLAIN.detail());
        assertEquals(List.of(), PLAIN.faults());
    }

    @Test
    void membersStandInTheOrderOfTheStandard() {
        var problem = PLAIN.withFaults(List.of(new Fault(Fault.Place.BODY, "/a", "b")))
                .withRequestId("id")
                .withDetail("why")
                .withType("https://example.com/taken", "Taken");
        assertEquals(
                "{\"type\":\"https://example.com/taken\",\"title\":\"Taken\",\"status\":409,\"detail\":\"why\","
                        + "\"requestId\":\"id\",\"errors\":[{\"detail\":\"expected b\",\"pointer\":\"#/a\"}]}",
                problem.json());
        assertEquals("{\"title\":\"Conflict\",\"status\":409}", PLAIN.json());
    }

    @Test
    void faultsSayWhereTheyAre() {
        var problem = PLAIN.withFaults(List.of(
                new Fault(Fault.Place.PATH, "id", "a UUID"),
                new Fault(Fault.Place.QUERY, "a&b", "c"),
                new Fault(Fault.Place.BODY, "", "an object"),
                new Fault(Fault.Place.BODY, "/a/0", "d")));
        assertTrue(
                problem.json()
                        .endsWith("\"errors\":[{\"detail\":\"expected a UUID\",\"parameter\":\"id\",\"in\":\"path\"},"
                                + "{\"detail\":\"expected c\",\"parameter\":\"a&b\",\"in\":\"query\"},"
                                + "{\"detail\":\"expected an object\",\"pointer\":\"#\"},"
                                + "{\"detail\":\"expected d\",\"pointer\":\"#/a/0\"}]}"),
                problem.json());
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "/a b | /a%20b",
                "/a~1b~0c | /a~1b~0c",
                "/caf\u00e9 | /caf%C3%A9",
                "/\ud83d\udea2 | /%F0%9F%9A%A2",
                "/%41 | /%2541",
                "/a\"b\\c | /a%22b%5Cc",
                "/a#b?c | /a%23b%3Fc",
                "/!$&()*+,;=:@-._ | /!$&()*+,;=:@-._",
            },
            delimiter = '|')
    void aPointerIsAFragment(String pointer, String fragment) {
        var problem = PLAIN.withFaults(List.of(new Fault(Fault.Place.BODY, pointer, "x")));
        assertTrue(problem.json().contains("\"pointer\":\"#" + fragment + "\""), problem.json());
    }

    @Test
    void textIsEscaped() {
        String text = "\"\\/\b\f\n\r\t\u0000\u001f\u007f\u00e9\u2028\ud83d\udea2\ud83d!";
        assertTrue(
                PLAIN.withDetail(text)
                        .json()
                        .contains(
                                "\"detail\":\"\\\"\\\\/\\u0008\\u000c\\u000a\\u000d\\u0009\\u0000\\u001f\u007f\u00e9\u2028"
                                        + "\\ud83d\\udea2\\ud83d!\""),
                PLAIN.withDetail(text).json());
        assertTrue(PLAIN.withType("a\"b", "c\"d").json().startsWith("{\"type\":\"a\\\"b\",\"title\":\"c\\\"d\","));
    }

    @Test
    void endingsOfTextsDoNotConfuseTheCommas() {
        for (String tricky : List.of("{", "[", ":", ",", "\\", "}", "")) {
            assertTrue(
                    PLAIN.withDetail(tricky).withRequestId("id").json().endsWith("\",\"requestId\":\"id\"}"), tricky);
        }
    }

    @Test
    void aProblemIsAResponse() {
        var response = PLAIN.withHeader("Retry-After", "1")
                .withHeader("Retry-After", "2")
                .response();
        assertSame(Status.CONFLICT, response.status());
        assertEquals(
                Headers.of("Content-Type", "application/problem+json", "Retry-After", "1", "Retry-After", "2"),
                response.headers());
        assertEquals(PLAIN.json(), response.text());
    }

    @Test
    void equalAreTheSameDocumentsAndHeaders() {
        assertEquals(PLAIN.withDetail("a"), Problem.of(Status.CONFLICT).withDetail("a"));
        assertEquals(
                PLAIN.withDetail("a").hashCode(),
                Problem.of(Status.CONFLICT).withDetail("a").hashCode());
        assertNotEquals(PLAIN, PLAIN.withDetail("a"));
        assertNotEquals(PLAIN, PLAIN.withHeader("a", "b"));
        assertEquals("409 Conflict: a", PLAIN.withDetail("a").toString());
    }

    @Test
    void anExceptionForAProblemIsCheap() {
        var thrown = ProblemException.of(PLAIN);
        assertSame(PLAIN, thrown.problem());
        assertEquals(0, thrown.getStackTrace().length);
    }

    @Test
    void aHeaderIsChecked() {
        assertThrows(IllegalArgumentException.class, () -> PLAIN.withHeader("a b", "c"));
    }
}
