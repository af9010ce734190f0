package io.anyport.jackson;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.anyport.mapping.Fault;
import io.anyport.mapping.Reading;
import io.anyport.mapping.RecordMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is a document and what is none, whether it is read, passed over, or left to databind. */
final class StrictnessTest {

    /** A record without components: all members of a document are passed over. */
    record Nothing() {}

    /** The same for databind. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Annotated() {}

    private final JacksonCodec codec = new JacksonCodec();

    @TestFactory
    Stream<DynamicTest> tellsDocumentsFromWhatIsNone() throws IOException {
        var cases = cases();
        assertTrue(cases.size() > 300, "the table is lost");
        return cases.stream()
                .map(line -> DynamicTest.dynamicTest(line, () -> {
                    var document = unescape(line.substring(line.indexOf(' ') + 1));
                    if (line.startsWith("good ")) {
                        accepts(document);
                    } else {
                        refuses(document);
                    }
                }));
    }

    private static List<String> cases() throws IOException {
        try (var file = StrictnessTest.class.getResourceAsStream("documents.txt")) {
            return new String(file.readAllBytes(), US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        }
    }

    private static byte[] unescape(String text) {
        var bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            boolean isEscape = text.charAt(i) == '%';
            bytes.write(isEscape ? Integer.parseInt(text, i + 1, i + 3, 16) : text.charAt(i));
            i += isEscape ? 2 : 0;
        }
        return bytes.toByteArray();
    }

    @TestFactory
    Stream<DynamicTest> refusesOtherEncodings() {
        var encodings = List.of(
                UTF_16BE,
                UTF_16LE,
                Charset.forName("UTF-16"),
                Charset.forName("UTF-32BE"),
                Charset.forName("UTF-32LE"));
        return encodings.stream()
                .flatMap(encoding -> Stream.of("{}", "[1]", "\"a\"", "\uFEFF[\"\u00E9\"]")
                        .map(text -> DynamicTest.dynamicTest(
                                encoding + " " + text, () -> refuses(text.getBytes(encoding)))));
    }

    private void accepts(byte[] document) {
        assertFalse(
                faults(document, Object.class).stream()
                        .anyMatch(fault -> fault.name().isEmpty()),
                "read");
        assertEquals(List.of(), faults(asMember(document), Nothing.class), "passed over");
        assertEquals(List.of(), faults(asMember(document), Annotated.class), "left to databind");
    }

    private void refuses(byte[] document) {
        refuses(document, Object.class);
        refuses(asMember(document), Nothing.class);
        refuses(asMember(document), Annotated.class);
    }

    private void refuses(byte[] document, Class<?> type) {
        var reading = Reading.strict();
        assertNull(codec.read(document, type, reading));
        assertTrue(reading.hasFaults());
        if (type.isRecord()) {
            var again = Reading.strict();
            assertNull(codec.read(document, RecordMapper.ofRecord(type).draft(), again));
            assertEquals(reading.faults(), again.faults());
        }
        for (var fault : reading.faults()) {
            assertEquals(Fault.Place.BODY, fault.place());
            boolean isName =
                    fault.expected().equals("only once") && !fault.name().isEmpty();
            boolean isWhole = fault.name().isEmpty() && reading.faults().size() == 1;
            assertTrue(
                    isName
                            || (isWhole && fault.expected().contains("a well-formed JSON document"))
                            || fault.expected().equals("a JSON document"),
                    fault::toString);
        }
    }

    private List<Fault> faults(byte[] document, Class<?> type) {
        var reading = Reading.strict();
        assertEquals(codec.read(document, type, reading) == null, reading.hasFaults());
        return reading.faults();
    }

    /** As the value of a member that no record has, where nothing but the parser looks at it. */
    private static byte[] asMember(byte[] value) {
        int mark = value.length > 2 && value[0] == (byte) 0xEF && value[1] == (byte) 0xBB && value[2] == (byte) 0xBF
                ? 3
                : 0;
        var document = new ByteArrayOutputStream();
        document.writeBytes(Arrays.copyOf(value, mark));
        document.writeBytes("{\"before\":[{}],\"unknown\":".getBytes(UTF_8));
        document.write(value, mark, value.length - mark);
        document.writeBytes(",\"behind\":{\"a\":{}}}".getBytes(UTF_8));
        return document.toByteArray();
    }
}
