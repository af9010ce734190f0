package io.anyport.codec;

import io.anyport.mapping.Draft;
import io.anyport.mapping.Reading;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes typed values as bytes of one media type. Implementations are thread-safe and hold no state of a
 * request.
 *
 * <p>What an implementation reads is as strict as RFC 8259 allows: one document and nothing behind it, no member
 * twice, valid UTF-8. Whatever is wrong with a document is noted in the reading, never thrown.
 */
public interface Codec {

    /**
     * {@return the media type that is read and written, such as {@code application/json}; without parameters, in lower case}
     */
    String mediaType();

    /**
     * Reads a whole document.
     *
     * @param document the bytes
     * @param type what to read
     * @param reading where faults are noted
     * @param <T> what to read
     * @return null if it was not what it should be, and the reading knows why
     * @throws IllegalArgumentException if the type is none that can be read
     */
    <T> @Nullable T read(byte[] document, Class<T> type, Reading reading);

    /**
     * Reads the components of a record that its draft leaves open.
     *
     * @param document the bytes
     * @param draft the record so far
     * @param reading where faults are noted
     * @param <T> the record
     * @return null if something was not what it should be, and the reading knows why
     */
    <T> @Nullable T read(byte[] document, Draft<T> draft, Reading reading);

    /**
     * Writes a value.
     *
     * @param value the value
     * @return the document
     * @throws IllegalArgumentException if the value is of a type that cannot be written
     */
    byte[] write(Object value);

    /**
     * The codec of an application that is given none: that of anyport-jackson if it is there, else the only one that {@link
     * ServiceLoader} finds.
     *
     * @return the codec
     * @throws IllegalStateException if there is none, or more than one
     */
    static Codec found() {
        var known = KnownCodec.find();
        return known == null ? KnownCodec.only() : known;
    }
}
