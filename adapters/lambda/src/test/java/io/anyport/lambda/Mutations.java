package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Damages events, the same way for the same seed. */
final class Mutations {

    private static final String[] WORDS = {
        "null",
        "{",
        "}",
        "[",
        "]",
        "\"",
        ",",
        ":",
        "\\ud800",
        "\\u0000",
        "%",
        "%2e",
        "-1e999",
        "1".repeat(400),
        "\u00e9",
        "[".repeat(300),
        "{\"a\":".repeat(300)
    };

    private static final String[] VALUES = {
        "null",
        "true",
        "0",
        "-1e999999999",
        "1".repeat(400),
        "\"\"",
        "\"a\\ud83d\"",
        "\"\\udea2b\"",
        "\"\\r\\nX: y\"",
        "[]",
        "{}",
        "[[[1,{\"a\":[null]}]]]",
        "{\"a\":1,\"b\":\"c\"}",
        "\"/dev/%2e%2e/%\"",
        "\"[::1\"",
        "\"2.0\"",
        "[".repeat(200) + "]".repeat(200)
    };

    private static final JsonNode[] TREES = Arrays.stream(VALUES)
            .map(value -> Events.tree(value.getBytes(UTF_8)))
            .toArray(JsonNode[]::new);

    private final Random random;

    Mutations(long seed) {
        random = new Random(seed);
    }

    /** {@return the event with up to three faults, in its bytes or in its fields} */
    byte[] of(byte[] event) {
        byte[] mutant = event;
        boolean isText = random.nextBoolean();
        for (int i = random.nextInt(3); i >= 0; i--) {
            mutant = isText ? inBytes(mutant) : mutant;
        }
        return isText ? mutant : inFields((ObjectNode) Events.tree(event));
    }

    /** A byte changed, a range dropped, doubled or replaced by a word of JSON, a word put in, or the end cut off. */
    private byte[] inBytes(byte[] event) {
        if (event.length == 0) {
            return event;
        }
        int start = random.nextInt(event.length);
        int end = Math.min(event.length, start + 1 + random.nextInt(20));
        byte[] head = Arrays.copyOf(event, start);
        byte[] piece = Arrays.copyOfRange(event, start, end);
        byte[] tail = Arrays.copyOfRange(event, end, event.length);
        byte[] word = WORDS[random.nextInt(WORDS.length)].getBytes(UTF_8);
        return switch (random.nextInt(16)) {
            case 0, 1, 2 -> joined(head, new byte[] {(byte) random.nextInt(256)}, tail);
            case 3, 4, 5 -> joined(head, tail);
            case 6, 7, 8 -> joined(head, piece, piece, tail);
            case 9, 10, 11 -> joined(head, word, tail);
            case 12 -> head;
            default -> joined(head, word, piece, tail);
        };
    }

    private static byte[] joined(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    /** Fields dropped, doubled, of another kind, or in the place of another. */
    private byte[] inFields(ObjectNode event) {
        var doubled = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            var objects = new ArrayList<ObjectNode>();
            collect(event, objects);
            var object = objects.get(random.nextInt(objects.size()));
            var names = List.copyOf(object.propertyNames());
            if (!names.isEmpty()) {
                mutate(object, names.get(random.nextInt(names.size())), doubled);
            }
        }
        String text = new String(Events.bytes(event), UTF_8);
        return (text.length() < 3 ? text : "{" + doubled + text.substring(1)).getBytes(UTF_8);
    }

    private void mutate(ObjectNode object, String name, StringBuilder doubled) {
        var value = TREES[random.nextInt(TREES.length)];
        switch (random.nextInt(5)) {
            case 0 -> object.remove(name);
            case 1 ->
                object.set(name, object.get(object.propertyNames().iterator().next()));
            case 2 -> object.set("x" + name, object.get(name));
            case 3 ->
                doubled.append('"').append(name).append("\":").append(VALUES[0]).append(',');
            default -> object.set(name, value);
        }
    }

    private static void collect(JsonNode node, List<ObjectNode> objects) {
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(child -> collect(child, objects));
        }
    }
}
