package io.anyport.jackson;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.Nulls;
import io.anyport.mapping.Draft;
import io.anyport.mapping.Reading;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamWriteConstraints;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes what the record mapper leaves: types with Jackson annotations, and types that are none of its own. Set up for the
 * same rules; what plain types there are within is handed back to the record mapper. It stops at its first fault.
 */
final class Databind {

    private final JsonMapper mapper;

    Databind() {
        mapper = JsonMapper.builder(factory())
                .addModule(new PlainTypes())
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .enable(MapperFeature.INFER_RECORD_GETTERS_FROM_COMPONENTS_ONLY)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(SerializationFeature.FLUSH_AFTER_WRITE_VALUE)
                .changeDefaultPropertyInclusion(
                        inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_ABSENT))
                .changeDefaultNullHandling(handling -> handling.withContentNulls(Nulls.FAIL))
                .build();
    }

    /** With the limits that the documents have been held to. */
    private static JsonFactory factory() {
        return JsonFactory.builder()
                .disable(TokenStreamFactory.Feature.CHARSET_DETECTION)
                .disable(TokenStreamFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
                .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .recyclerPool(new Buffers())
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(JacksonCodec.MOST_LEVELS)
                        .maxNumberLength(JacksonCodec.MOST_DIGITS)
                        .maxStringLength(Integer.MAX_VALUE) // the whole document is as long as its caller permits
                        .maxNameLength(Integer.MAX_VALUE)
                        .build())
                .streamWriteConstraints(StreamWriteConstraints.builder()
                        .maxNestingDepth(JacksonCodec.MOST_LEVELS)
                        .build())
                .build();
    }

    /** Reads a document that is known to be well-formed. */
    <T> @Nullable T read(byte[] document, Class<T> type, Reading reading) {
        try {
            return reader(type, reading).readValue(document, JsonText.start(document), JsonText.length(document));
        } catch (JacksonException refused) {
            DatabindFaults.note(refused, reading);
            return null;
        } catch (NumberFormatException exponent) {
            refuseExponent(reading);
            return null;
        }
    }

    /** Reads what a draft leaves open of a record from a document that is known to be well-formed. */
    <T> @Nullable T read(byte[] document, Draft<T> draft, Reading reading) {
        var type = draft.mapper().type();
        try {
            var tree = mapper.readTree(document, JsonText.start(document), JsonText.length(document));
            if (tree instanceof ObjectNode members) {
                close(members, draft);
            }
            return reader(type, reading).readValue(tree);
        } catch (JacksonException refused) {
            DatabindFaults.note(refused, reading);
            return null;
        } catch (NumberFormatException exponent) {
            refuseExponent(reading);
            return null;
        }
    }

    /** Databind lets this one through as it is thrown when a number's exponent does not fit an int. */
    private static void refuseExponent(Reading reading) {
        reading.expectedAt("", "a JSON document with exponents of at most nine digits");
    }

    /** Puts what the draft has in the place of what the document has, under the names that annotations give. */
    private void close(ObjectNode members, Draft<?> draft) {
        var introspector = mapper.deserializationConfig().classIntrospectorInstance();
        var type = mapper.constructType(draft.mapper().type());
        var description =
                introspector.introspectForDeserialization(type, introspector.introspectClassAnnotations(type));
        for (var property : description.findProperties()) {
            int index = draft.mapper().index(property.getInternalName());
            if (index >= 0 && draft.isClosed(index)) {
                members.remove(property.getName());
                Object value = draft.value(index);
                if (value != null) {
                    members.set(property.getName(), mapper.valueToTree(value));
                }
            }
        }
    }

    private ObjectReader reader(Class<?> type, Reading reading) {
        return mapper.readerFor(type)
                .with(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .withAttribute(PlainDeserializer.STRICT, reading.isStrict());
    }

    /** {@return a value as a document of its own} */
    byte[] write(Object value) {
        try {
            return mapper.writeValueAsBytes(value);
        } catch (InvalidDefinitionException e) {
            throw new IllegalArgumentException(value.getClass().getTypeName() + " cannot be written as JSON", e);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the value has no JSON form", e);
        }
    }
}
