package io.anyport.junit;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.anyport.App;
import io.anyport.http.Request;
import io.anyport.http.Response;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestInstance;

/** One target for all cases of a contract, and what they are written with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TargetCases {

    private HttpTarget target;

    /**
     * Starts an application on the target, once for all cases.
     *
     * @param app the application
     * @return the target, seen by a client; it is closed after the last case
     * @throws Exception what is thrown is a failure of the test
     */
    protected abstract HttpTarget start(App app) throws Exception;

    /**
     * What the target cannot do: the name of each case that is to be skipped, and the reason, which the report shows.
     *
     * @return nothing, unless a test says otherwise
     */
    protected Map<String, String> cannot() {
        return Map.of();
    }

    @BeforeAll
    void startTarget() throws Exception {
        target = start(ContractApp.create());
    }

    @AfterAll
    void stopTarget() throws IOException {
        target.close();
    }

    @BeforeEach
    void skipWhatTheTargetCannot(TestInfo test) {
        String reason = cannot().get(test.getTestMethod().orElseThrow().getName());
        assumeTrue(reason == null, reason);
    }

    @Test
    void whatIsSkippedIsACase() {
        var cases = Arrays.stream(HttpTargetContract.class.getDeclaredMethods())
                .map(java.lang.reflect.Method::getName)
                .collect(Collectors.toSet());
        cannot().forEach((name, reason) -> assertTrue(cases.contains(name), () -> "no case is named " + name));
    }

    /** {@return what the target answers} */
    final Response ask(Request request) {
        try {
            return target.handle(request);
        } catch (RuntimeException e) { // which may be the client's way to skip what it cannot send
            throw e;
        } catch (Exception e) {
            return Assertions.fail("the target answered nothing", e);
        }
    }

    /** {@return a test for each of the inputs} */
    static <T> Stream<DynamicTest> each(List<T> inputs, Consumer<T> test) {
        return inputs.stream().map(input -> dynamicTest(shortened("'" + input + "'"), () -> test.accept(input)));
    }

    /** {@return a test for each line, which is an input, an arrow, and what is expected of it} */
    static Stream<DynamicTest> table(UnaryOperator<String> actual, String... lines) {
        return each(List.of(lines), line -> {
            int arrow = line.indexOf(" -> ");
            Assertions.assertEquals(line.substring(arrow + 4), actual.apply(line.substring(0, arrow)));
        });
    }

    private static String shortened(String name) {
        return name.length() < 60 ? name : name.substring(0, 60) + "\u2026";
    }
}
