package io.anyport.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.anyport.mapping.Fault;
import io.anyport.mapping.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** 200 levels are read and written on a stack of half a megabyte, one more is refused, whatever it is that nests. */
final class DepthTest {

    private static final long STACK = 512 * 1024;

    record Nothing() {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    record AnnotatedNothing() {}

    record Any(Object o) {}

    record AnyMap(Map<String, Object> m) {}

    record Text(String s) {}

    record Node(Optional<Node> n) {}

    record ListNode(List<ListNode> n) {}

    record MapNode(Map<String, MapNode> n) {}

    record AnnotatedNode(@JsonProperty("n") Optional<AnnotatedNode> m) {}

    sealed interface Tree {}

    record Branch(Optional<Tree> n) implements Tree {}

    record Leaf(int x) implements Tree {}

    /** @param fault the pointer of the one fault of the deepest document that is read, empty if it has none */
    record Form(String name, Class<?> type, String deepest, String tooDeep, String fault) {
        @Override
        public String toString() {
            return name;
        }
    }

    private final JacksonCodec codec = new JacksonCodec();

    static Stream<Form> forms() {
        String member = "{\"n\":";
        String first = "{\"type\":\"Branch\",\"n\":";
        String last = ",\"type\":\"Branch\"}";
        String branch = "{\"type\":\"Branch\"}";
        return Stream.of(
                form("lists of Object", Object.class, lists(200), lists(201)),
                form("objects of Object", Object.class, nest(member, "{}", "}", 199), nest(member, "{}", "}", 200)),
                form("a known member", Any.class, "{\"o\":" + lists(199) + "}", "{\"o\":" + lists(200) + "}"),
                form("a map", AnyMap.class, "{\"m\":{\"k\":" + lists(198) + "}}", "{\"m\":{\"k\":" + lists(199) + "}}"),
                form("an unknown member", Nothing.class, "{\"o\":" + lists(199) + "}", "{\"o\":" + lists(200) + "}"),
                form(
                        "an unknown member for databind",
                        AnnotatedNothing.class,
                        "{\"o\":" + lists(199) + "}",
                        "{\"o\":" + lists(200) + "}"),
                new Form(
                        "a refused member",
                        Text.class,
                        "{\"s\":" + lists(199) + "}",
                        "{\"s\":" + lists(200) + "}",
                        "/s"),
                form("a record", Node.class, nest(member, "{}", "}", 199), nest(member, "{}", "}", 200)),
                form(
                        "a record for databind",
                        AnnotatedNode.class,
                        nest(member, "{}", "}", 199),
                        nest(member, "{}", "}", 200)),
                form(
                        "lists of records",
                        ListNode.class,
                        nest("{\"n\":[", "", "]}", 100),
                        nest("{\"n\":[", "{}", "]}", 100)),
                form(
                        "maps of records",
                        MapNode.class,
                        nest("{\"n\":{\"k\":", "{\"n\":{}}", "}}", 99),
                        nest("{\"n\":{\"k\":", "{\"n\":{\"k\":{}}}", "}}", 99)),
                form("sealed, told first", Tree.class, nest(first, branch, "}", 199), nest(first, branch, "}", 200)),
                form(
                        "sealed, told last",
                        Tree.class,
                        nest(member, branch, last, 199),
                        nest(member, branch, last, 200)));
    }

    private static Form form(String name, Class<?> type, String deepest, String tooDeep) {
        return new Form(name, type, deepest, tooDeep, "");
    }

    private static String lists(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private static String nest(String open, String inner, String close, int times) {
        return open.repeat(times) + inner + close.repeat(times);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void readsAndWritesTheDeepest(Form form) throws Exception {
        assertEquals(JacksonCodec.MOST_LEVELS, levels(form.deepest()));
        var reading = Reading.strict();
        onSmallStack(() -> {
            var value = codec.read(form.deepest().getBytes(UTF_8), form.type(), reading);
            if (value != null) {
                codec.write(value);
            }
        });
        assertEquals(
                form.fault().isEmpty() ? List.of() : List.of(form.fault()),
                reading.faults().stream().map(Fault::name).toList());
    }

    @ParameterizedTest
    @MethodSource("forms")
    void refusesOneLevelMore(Form form) throws Exception {
        assertEquals(JacksonCodec.MOST_LEVELS + 1, levels(form.tooDeep()));
        var reading = Reading.strict();
        onSmallStack(() -> codec.read(form.tooDeep().getBytes(UTF_8), form.type(), reading));
        assertEquals(1, reading.faults().size());
        var fault = reading.faults().get(0);
        assertEquals("", fault.name());
        assertEquals("a JSON document of at most 200 levels", fault.expected().substring(0, 37));
    }

    @Test
    void writesNoLevelMore() {
        Object value = List.of();
        for (int i = 1; i <= JacksonCodec.MOST_LEVELS; i++) {
            value = List.of(value);
        }
        Object tooDeep = value;
        assertThrows(IllegalArgumentException.class, () -> codec.write(tooDeep));
    }

    private static int levels(String json) {
        int open = 0;
        int most = 0;
        for (int i = 0; i < json.length(); i++) {
            char c = json.charAt(i);
            open += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
            most = Math.max(most, open);
        }
        return most;
    }

    /** The task's failures, a {@code StackOverflowError} among them, fail the test. */
    private static void onSmallStack(Runnable work) throws Exception {
        var task = new FutureTask<Void>(work, null);
        new Thread(null, task, "small stack", STACK).start();
        task.get();
    }
}
