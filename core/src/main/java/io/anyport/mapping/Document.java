package io.anyport.mapping;

import org.jspecify.annotations.Nullable;

/**
 * Neutral documents in memory: {@code Map<String, ?>}, {@code List<?>}, {@code String}, {@code Long} (an integer that
 * fits), {@code BigDecimal} (any other number), {@code Boolean}, {@code byte[]} and null.
 */
public final class Document {

    private Document() {}

    /**
     * The document of a value.
     *
     * @param mapper what writes the value
     * @param value the value
     * @param <T> the type of the value
     * @return the document
     */
    public static <T> Object of(Mapper<T> mapper, T value) {
        var writer = new TreeWriter();
        mapper.write(value, writer);
        return writer.document();
    }

    /**
     * A reader that walks through a document.
     *
     * @param document the document
     * @return the reader, at the document's beginning
     */
    public static DocumentReader reader(@Nullable Object document) {
        return new TreeReader(document);
    }
}
