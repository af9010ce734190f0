package io.anyport.jackson;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.anyport.codec.Codec;
import io.anyport.mapping.Fault;
import io.anyport.mapping.Reading;
import io.anyport.mapping.RecordMapper;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class JacksonCodecTest {

    record Todo(String title, int order, boolean completed, Optional<Integer> rank, List<String> tags) {}

    private final Codec codec = new JacksonCodec();

    @Test
    void isFoundByTheServiceLoader() {
        assertInstanceOf(
                JacksonCodec.class, ServiceLoader.load(Codec.class).findFirst().orElseThrow());
    }

    @Test
    void writesAndReadsARecord() {
        var todo = new Todo("ship", 7, true, Optional.empty(), List.of("a", "b"));
        byte[] json = codec.write(todo);
        assertEquals(
                "{\"title\":\"ship\",\"order\":7,\"completed\":true,\"tags\":[\"a\",\"b\"]}", new String(json, UTF_8));
        assertEquals(todo, codec.read(json, Todo.class, Reading.strict()));
    }

    @Test
    void collectsAllFaults() {
        var reading = Reading.strict();
        assertNull(codec.read("{\"order\":1.5,\"completed\":null,\"tags\":[1]}".getBytes(UTF_8), Todo.class, reading));
        assertEquals(
                List.of("/order", "/completed", "/tags/0", "/title"),
                reading.faults().stream().map(Fault::name).toList());
    }

    @Test
    void answersAMalformedDocumentWithOneFaultForTheWhole() {
        var reading = Reading.strict();
        assertNull(codec.read("{\"order\":1.5,\n\"completed\":nul}".getBytes(UTF_8), Todo.class, reading));
        assertEquals(
                List.of(new Fault(Fault.Place.BODY, "", "a well-formed JSON document: see line 2, column 13")),
                reading.faults());
    }

    @Test
    void takesOnlyTheOpenComponentsOfADraftFromTheDocument() {
        var reading = Reading.strict();
        var draft = RecordMapper.ofRecord(Todo.class).draft();
        draft.parse(0, List.of("from the path"), reading);
        byte[] json = "{\"title\":1,\"order\":7,\"completed\":true,\"tags\":[]}".getBytes(UTF_8);
        assertEquals(new Todo("from the path", 7, true, Optional.empty(), List.of()), codec.read(json, draft, reading));
    }
}
