package io.anyport.jackson;

import io.anyport.codec.Codec;
import io.anyport.json.JsonException;
import io.anyport.json.JsonGenerator;
import io.anyport.json.JsonParser;
import io.anyport.mapping.Draft;
import io.anyport.mapping.Fault;
import io.anyport.mapping.Mapper;
import io.anyport.mapping.Reading;
import org.jspecify.annotations.Nullable;

/**
 * JSON (RFC 8259) with Jackson 3. Found by {@link java.util.ServiceLoader}; thread-safe, and one is enough for a process.
 *
 * <p>Records, and all else that {@link Mapper} understands, are read and written token by token, without Jackson. Only a type that
 * carries Jackson annotations, or that no mapper understands, goes through databind; before that, none of Jackson's classes is loaded.
 * The rules are the same in both ways, except that databind stops at its first fault.
 *
 * <p>What is read is strict: one document in UTF-8, whose names are unique within each object, with well-formed strings
 * (escapes of lone surrogates are refused), at most 200 levels deep, with numbers of at most 1,000 characters. A
 * byte order mark is ignored (RFC 8259, section 8.1). A document that is not well-formed is one fault at the pointer
 * {@code ""} that tells the line and the column. The length of a document is its caller's to limit.
 *
 * <p>What is written is compact, in the order of the components; an empty {@code Optional} and null are no member, numbers
 * keep all their digits, dates are ISO-8601, binary data is base64.
 */
public final class JacksonCodec implements Codec {

    private static final Mapper<Object> ANY = Mapper.of(Object.class);

    /**
     * How deep lists and objects may nest. A document is read by recursion: 200 levels of records fit into a stack of half a
     * megabyte.
     */
    static final int MOST_LEVELS = 200;

    /** How many characters a number may have; what takes more is no number that any type holds. */
    static final int MOST_DIGITS = 1_000;

    private static final int USUAL_SIZE = 512;

    private final LateDatabind databind = new LateDatabind();

    /** A codec; the constructor is public for {@link java.util.ServiceLoader}, which finds the codec by itself. */
    public JacksonCodec() {}

    @Override
    public String mediaType() {
        return "application/json";
    }

    @Override
    public <T> @Nullable T read(byte[] document, Class<T> type, Reading reading) {
        reading.in(Fault.Place.BODY);
        var mapper = Plain.mapper(type);
        if (mapper == null) {
            return isSound(document, reading) ? databind.get().read(document, type, reading) : null;
        }
        try {
            var parser = open(document);
            T value = mapper.read(new JsonReader(parser, reading), reading);
            parser.nextToken(); // there is none, or it throws
            return value;
        } catch (JsonException malformed) {
            reading.unreadable(Malformed.expected(document, malformed));
            return null;
        }
    }

    @Override
    public <T> @Nullable T read(byte[] document, Draft<T> draft, Reading reading) {
        reading.in(Fault.Place.BODY);
        if (Plain.mapper(draft.mapper().type()) == null) {
            boolean isOpen = !reading.hasFaults(); // else databind would miss what was refused elsewhere
            return isSound(document, reading) && isOpen ? databind.get().read(document, draft, reading) : null;
        }
        try {
            var parser = open(document);
            draft.read(new JsonReader(parser, reading), reading);
            parser.nextToken(); // there is none, or it throws
        } catch (JsonException malformed) {
            reading.unreadable(Malformed.expected(document, malformed));
            draft.abandon();
        }
        return draft.finish(reading);
    }

    /** Whether a document is one that the mapper would read to its end; databind is less strict than that. */
    private boolean isSound(byte[] document, Reading reading) {
        var alone = Reading.strict();
        try {
            var parser = open(document);
            new JsonReader(parser, alone).skip();
            parser.nextToken(); // there is none, or it throws
        } catch (JsonException malformed) {
            reading.unreadable(Malformed.expected(document, malformed));
            return false;
        }
        for (var fault : alone.faults()) {
            reading.expectedAt(fault.name(), fault.expected());
        }
        return !alone.hasFaults();
    }

    /** A parser that stands at the document's first token. */
    private static JsonParser open(byte[] document) {
        JsonText.check(document);
        var parser = JsonParser.of(document, JsonText.start(document), MOST_LEVELS, MOST_DIGITS);
        if (parser.nextToken() == null) {
            throw JsonException.at(document, document.length, false);
        }
        return parser;
    }

    @Override
    public byte[] write(Object value) {
        var generator = JsonGenerator.of(USUAL_SIZE, MOST_LEVELS);
        ANY.write(value, new JsonWriter(generator, databind));
        return generator.toByteArray();
    }
}
