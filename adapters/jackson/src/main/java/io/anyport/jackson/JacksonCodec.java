package io.anyport.jackson;

import io.anyport.codec.Codec;
import io.anyport.mapping.Draft;
import io.anyport.mapping.Fault;
import io.anyport.mapping.Mapper;
import io.anyport.mapping.Reading;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;

/**
 * JSON (RFC 8259) with Jackson 3. Thread-safe; one for a whole process is enough.
 */
public final class JacksonCodec implements Codec {

    /** How deep lists and objects may nest. */
    static final int MOST_LEVELS = 200;

    private final JsonFactory factory = JsonFactory.builder()
            .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
            .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
            .recyclerPool(new Buffers())
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_LEVELS)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .build();

    /** A codec; the constructor is public for {@link java.util.ServiceLoader}, which finds the codec by itself. */
    public JacksonCodec() {}

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public <T> @Nullable T read(byte[] document, Class<T> type, Reading reading) {
        var mapper = Mapper.of(type);
        reading.in(Fault.Place.BODY);
        try (var parser = open(document)) {
            T value = mapper.read(new JacksonReader(parser, reading), reading);
            end(parser);
            return value;
        } catch (JacksonException malformed) {
            reading.unreadable(Malformed.expected(malformed));
            return null;
        }
    }

    @Override
    public <T> @Nullable T read(byte[] document, Draft<T> draft, Reading reading) {
        reading.in(Fault.Place.BODY);
        try (var parser = open(document)) {
            draft.read(new JacksonReader(parser, reading), reading);
            end(parser);
        } catch (JacksonException malformed) {
            reading.unreadable(Malformed.expected(malformed));
            draft.abandon();
        }
        return draft.finish(reading);
    }

    /** A parser that stands at the document's first token. */
    private JsonParser open(byte[] document) {
        JsonText.check(document);
        int start = JsonText.start(document);
        var parser = factory.createParser(ObjectReadContext.empty(), document, start, document.length - start);
        if (parser.nextToken() == null) {
            throw new Malformed.Empty();
        }
        return parser;
    }

    private static void end(JsonParser parser) {
        if (parser.nextToken() != null) {
            throw new StreamReadException(parser, "a second value");
        }
    }

    @Override
    public byte[] write(Object value) {
        var mapper = Mapper.of(Object.class);
        var out = new Output();
        try (var generator = factory.createGenerator(ObjectWriteContext.empty(), out)) {
            mapper.write(value, new JacksonWriter(generator));
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the value has no JSON form", e);
        }
        return out.bytes();
    }
}
