package io.anyport.spring.cloud.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.PropertySource;
import org.springframework.core.env.Environment;

/** Whatever an application says of the properties goes before. */
final class FunctionDefaultsTest {

    private static final String DEFINITION = "spring.cloud.function.definition";
    private static final String LEVEL = "logging.level.org.springframework.cloud.function.adapter.aws.AWSLambdaUtils";

    @Test
    void theyHoldWhereNothingIsSaid() {
        var environment = run(Silent.class, Map.of("other", "kept"));
        assertEquals("appFunction", environment.getProperty(DEFINITION));
        assertEquals("warn", environment.getProperty(LEVEL));
        assertEquals("kept", environment.getProperty("other"));
    }

    @Test
    void defaultsOfTheApplicationStay() {
        var environment = run(Silent.class, Map.of(DEFINITION, "loud", LEVEL, "error"));
        assertEquals("loud", environment.getProperty(DEFINITION));
        assertEquals("error", environment.getProperty(LEVEL));
    }

    @Test
    void anArgumentGoesBefore() {
        var environment = run(Silent.class, Map.of(), "--" + DEFINITION + "=", "--" + LEVEL + "=info");
        assertEquals("", environment.getProperty(DEFINITION)); // as it is without this adapter: to be found out
        assertEquals("info", environment.getProperty(LEVEL));
    }

    @Test
    void aFileOfAnAnnotationGoesBefore() {
        assertEquals("twice", run(Annotated.class, Map.of()).getProperty(DEFINITION));
    }

    private static Environment run(Class<?> application, Map<String, Object> defaults, String... arguments) {
        var builder = new SpringApplicationBuilder(application).web(WebApplicationType.NONE);
        try (var started = builder.properties(defaults).run(arguments)) {
            return started.getEnvironment();
        }
    }

    @SpringBootConfiguration
    static class Silent {}

    @SpringBootConfiguration
    @PropertySource("/io/anyport/spring/cloud/function/twice.properties")
    static class Annotated {}
}
