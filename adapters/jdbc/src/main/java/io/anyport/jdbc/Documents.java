package io.anyport.jdbc;

import io.anyport.codec.Codec;
import io.anyport.mapping.Reading;
import io.anyport.store.TableSpec;
import io.anyport.store.engine.Item;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Items to JSON, and back. Immutable, and thread-safe. */
final class Documents {

    private final Codec codec;

    Documents(Codec codec) {
        this.codec = codec;
    }

    /** @param statements of the table as it is now, which know its indexes */
    NewRow row(Place place, Item item, Statements statements) {
        String document = new String(codec.write(item.document()), StandardCharsets.UTF_8);
        return NewRow.of(place, item, document, statements.indexKeys(item));
    }

    <T> T record(TableSpec<T> spec, Row row) {
        var reading = Reading.lenient();
        var read = spec.version().isPresent()
                ? codec.read(bytes(row), Item.draft(spec, row.version()), reading)
                : codec.read(bytes(row), spec.mapper().type(), reading); // all of it is in the document
        return Item.record(spec, read, reading);
    }

    /** What is stored, in neutral form. */
    Map<?, ?> document(Row row) {
        var reading = Reading.lenient();
        return reading.orThrow(codec.read(bytes(row), Map.class, reading));
    }

    private static byte[] bytes(Row row) {
        return row.document().getBytes(StandardCharsets.UTF_8);
    }
}
