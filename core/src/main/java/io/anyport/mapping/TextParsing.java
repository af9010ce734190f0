package io.anyport.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads components from texts instead of from a document. */
final class TextParsing {

    private TextParsing() {}

    static @Nullable Object parse(Mapper<?> mapper, List<String> texts, Reading reading) {
        if (texts.size() == 1) {
            return parse(mapper, texts.get(0), reading);
        }
        if (mapper instanceof CollectionMapper<?> collection) {
            return parseAll(collection, texts, reading);
        }
        if (mapper instanceof OptionalMapper<?> optional
                && optional.value() instanceof CollectionMapper<?> collection) {
            Object value = parseAll(collection, texts, reading);
            return value == null ? null : Optional.of(value);
        }
        reading.expected(RecordMapper.ONCE);
        return null;
    }

    static @Nullable Object parse(Mapper<?> mapper, String text, Reading reading) {
        if (mapper instanceof ScalarMapper<?> scalar && scalar.isTextual()) {
            return scalar.parse(text, reading);
        }
        if (mapper instanceof OptionalMapper<?> optional) {
            Object value = parse(optional.value(), text, reading);
            return value == null ? null : Optional.of(value);
        }
        if (mapper instanceof CollectionMapper<?> collection) {
            return parseAll(collection, List.of(text), reading);
        }
        throw new IllegalArgumentException("a component of this type has no text form: " + mapper.expected());
    }

    private static <E> @Nullable Object parseAll(CollectionMapper<E> mapper, List<String> texts, Reading reading) {
        var elements = new ArrayList<E>(texts.size());
        for (String text : texts) {
            E element = ((ScalarMapper<E>) mapper.element()).parse(text, reading);
            if (element == null) {
                return null;
            }
            elements.add(element);
        }
        return mapper.of(elements);
    }

    /** Whether a component can stand in a path or a query. */
    static boolean isTextual(Mapper<?> mapper) {
        if (mapper instanceof OptionalMapper<?> optional) {
            return isTextual(optional.value());
        }
        if (mapper instanceof CollectionMapper<?> collection) {
            return collection.element() instanceof ScalarMapper<?> element && element.isTextual();
        }
        return mapper instanceof ScalarMapper<?> scalar && scalar.isTextual();
    }
}
