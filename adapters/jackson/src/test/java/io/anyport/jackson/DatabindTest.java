package io.anyport.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.anyport.mapping.Fault;
import io.anyport.mapping.Reading;
import io.anyport.mapping.RecordMapper;
import java.io.File;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The way through databind answers as the way without it, and is not taken for plain types. */
final class DatabindTest {

    record Plain(
            String s,
            int i,
            long l,
            Optional<Integer> o,
            BigDecimal d,
            Instant t,
            List<String> n,
            Map<String, Long> m) {}

    @JsonPropertyOrder({})
    record Touched(
            String s,
            int i,
            long l,
            Optional<Integer> o,
            BigDecimal d,
            Instant t,
            List<String> n,
            Map<String, Long> m) {}

    record Renamed(
            @JsonProperty("the_id") String id,
            @JsonProperty("the_title") String title) {}

    record Page<T>(List<T> items) {}

    private final JacksonCodec codec = new JacksonCodec();

    private static final String GOOD = "{\"s\":\"a\",\"i\":1,\"l\":9007199254740993,\"o\":2,\"d\":1.10,"
            + "\"t\":\"2026-01-31T12:00:00Z\",\"n\":[\"x\"],\"m\":{\"k\":1}}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"i\":1|\"i\":1.0",
                "\"i\":1|\"i\":1e2",
                "\"i\":1|\"i\":1.5",
                "\"i\":1|\"i\":\"1\"",
                "\"i\":1|\"i\":null",
                "\"i\":1|\"x\":{}",
                "\"i\":1|\"i\":2147483648",
                "\"i\":1|\"i\":1e1000000000",
                "\"i\":1|\"i\":1,\"i\":1",
                "\"o\":2|\"o\":null",
                "\"o\":2|\"x\":2",
                "\"o\":2|\"o\":\"2\"",
                "\"s\":\"a\"|\"s\":1",
                "\"s\":\"a\"|\"s\":null",
                "1.10|-0",
                "1.10|1e99999999999",
                "1.10|1E+3",
                "1.10|\"1\"",
                "12:00:00Z|25:00:00Z",
                "[\"x\"]|[\"x\",null]",
                "[\"x\"]|{}",
                "[\"x\"]|[1]",
                "{\"k\":1}|{\"k\":null}",
                "{\"k\":1}|{\"k\":1,\"k\":2}",
                "{\"k\":1}|[]",
                "9007199254740993|9223372036854775808",
                "\"l\":9|\"y\":[{\"z\":1,\"z\":1}],\"l\":9"
            })
    void answersAlikeInBothWays(String change) {
        int bar = change.indexOf('|');
        var document = GOOD.replace(change.substring(0, bar), change.substring(bar + 1))
                .getBytes(UTF_8);
        var plain = Reading.strict();
        var touched = Reading.strict();
        var one = codec.read(document, Plain.class, plain);
        var other = codec.read(document, Touched.class, touched);
        assertEquals(plain.faults(), touched.faults());
        if (one != null && other != null) {
            assertEquals(
                    one,
                    new Plain(other.s(), other.i(), other.l(), other.o(), other.d(), other.t(), other.n(), other.m()));
            assertEquals(new String(codec.write(one), UTF_8), new String(codec.write(other), UTF_8));
        }
        assertEquals(one == null, other == null);
    }

    @Test
    void respectsAnnotationsWhereverTheyStand() {
        var value = new Renamed("1", "ship");
        String json = "{\"the_id\":\"1\",\"the_title\":\"ship\"}";
        assertEquals(json, new String(codec.write(value), UTF_8));
        assertEquals("{\"items\":[" + json + "]}", new String(codec.write(new Page<>(List.of(value))), UTF_8));
        assertEquals(value, codec.read(json.getBytes(UTF_8), Renamed.class, Reading.strict()));
    }

    @Test
    void keepsWhatADraftHas() {
        var reading = Reading.strict();
        var draft = RecordMapper.ofRecord(Renamed.class).draft();
        draft.parse(0, "7", reading.in(Fault.Place.PATH));
        byte[] json = "{\"the_id\":\"1\",\"the_title\":\"ship\"}".getBytes(UTF_8);
        assertEquals(new Renamed("7", "ship"), codec.read(json, draft, reading));
    }

    @Test
    void loadsNoClassOfDatabindForAPlainRecord() throws Exception {
        String java = System.getProperty("java.home") + File.separator + "bin" + File.separator + "java";
        var process = new ProcessBuilder(
                        java,
                        "-verbose:class",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ReadsPlainRecord.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), output);
        assertTrue(output.contains("io.anyport.jackson.JsonReader"), "the classes are not listed");
        assertFalse(output.contains("tools.jackson.databind"), "databind was loaded");
        assertFalse(output.contains("tools.jackson.core.JsonParser"), "Jackson was loaded");
    }

    /** What the process of its own runs. */
    static final class ReadsPlainRecord {
        public static void main(String[] args) {
            var codec = new JacksonCodec();
            var read = codec.read(GOOD.getBytes(UTF_8), Plain.class, Reading.strict());
            if (read == null || !new String(codec.write(read), UTF_8).equals(GOOD)) {
                throw new AssertionError("not read and written as it should be");
            }
        }
    }
}
