package io.anyport.spring.cloud.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import hello.HelloFunctions;
import io.anyport.http.Request;
import io.anyport.lambda.local.FrontDoor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** docs/spring.md shows what is built and runs. */
final class GuideTest {

    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL);

    @Test
    void itsSamplesAreBuiltSource() throws IOException {
        String guide = Files.readString(Path.of("..", "..", "docs", "spring.md"));
        var blocks = BLOCK.matcher(guide).results().map(block -> essence(block.group(1)));
        String sources =
                source("hello/HelloFunctions.java") + source("io/anyport/spring/cloud/function/ChoiceTest.java");
        assertEquals(2, blocks.filter(sources::contains).count());
        assertEquals(2, BLOCK.matcher(guide).results().count());
    }

    @Test
    void itsSampleRuns() throws Exception {
        var client = FrontDoor.httpApi().to(Functions.start(HelloFunctions.class, null));
        String answer = client.handle(Request.get("/hello/Ada")).text();
        assertEquals("{\"text\":\"Hello, Ada!\"}", answer);
    }

    private static String source(String name) throws IOException {
        return essence(Files.readString(Path.of("src", "test", "java").resolve(name)));
    }

    private static String essence(String source) {
        return source.replaceAll("\\s+", "");
    }
}
