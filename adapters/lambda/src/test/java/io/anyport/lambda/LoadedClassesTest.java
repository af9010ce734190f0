package io.anyport.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A function starts with the classes of its own front door: each class costs a cold start a part of a millisecond. */
@Timeout(60)
final class LoadedClassesTest {

    private static final Set<String> OF_ONE_FRONT_DOOR = Set.of(
            "Alb",
            "AlbMulti",
            "Balanced",
            "BasePath",
            "BusEvent",
            "CallerReader",
            "DirectCall",
            "EscapedPath",
            "FieldReader",
            "HttpApi",
            "OtherEvents",
            "Parameters",
            "Records",
            "RestApi",
            "SocketEvent",
            "UnknownEvent");

    @ParameterizedTest
    @CsvSource({
        "http-api-get, EscapedPath HttpApi",
        "http-api, CallerReader EscapedPath HttpApi",
        "rest-api, BasePath CallerReader EscapedPath Parameters RestApi",
        "rest-api-get, BasePath CallerReader Parameters RestApi",
        "alb, Alb Balanced Parameters",
        "alb-multi, AlbMulti Balanced Parameters",
    })
    void noClassOfAnotherFrontDoorIsLoaded(String event, String expected) throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xlog:class+load:stdout",
                        "-cp",
                        System.getProperty("java.class.path"),
                        OneAnswer.class.getName(),
                        "/events/" + event + ".json")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var loaded = new TreeSet<String>();
        boolean[] isAnswered = {false};
        process.inputReader().lines().forEach(line -> {
            isAnswered[0] |= line.contains("{\"statusCode\":");
            String[] words = line.replaceFirst("^\\[[^ ]*] ", "").split(" ", 2);
            if (words[0].startsWith("io.anyport.lambda.")) {
                loaded.add(words[0].substring("io.anyport.lambda.".length()));
            }
            assertFalse(line.contains("io.anyport") && line.contains("$$Lambda"), line); // the JDK has its own
            assertFalse(words[0].startsWith("io.anyport.event."), line); // nothing but a route is bound
            assertFalse(words[0].startsWith("io.anyport.observe."), line); // nobody looks
            assertFalse(line.contains("tools.jackson"), line); // a hundred classes for each of the first two uses
        });
        assertEquals(0, process.waitFor());
        assertTrue(isAnswered[0]);
        assertTrue(loaded.contains("LambdaHandler"), loaded::toString);
        loaded.retainAll(OF_ONE_FRONT_DOOR);
        assertEquals(expected, String.join(" ", loaded));
    }
}
