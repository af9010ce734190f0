package io.anyport.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.anyport.mapping.Reading;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a client can make a codec do with names that are there more than once. */
final class RepeatedNamesTest {

    record Nothing() {}

    @Test
    void costNotMoreTheLongerTheWayToThemIs() {
        int most = 400_000;
        var document = new StringBuilder(most)
                .append("{\"")
                .append("n".repeat(most / 2))
                .append("\":{\"q\":0");
        while (document.length() < most) {
            document.append(",\"q\":0");
        }
        byte[] bytes = document.append("}}").toString().getBytes(UTF_8);
        var reading = Reading.strict();

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> {
                    new JacksonCodec().read(bytes, Nothing.class, reading);
                },
                "each of them was told the whole way to it");
        assertEquals(1, reading.faults().size());
    }
}
