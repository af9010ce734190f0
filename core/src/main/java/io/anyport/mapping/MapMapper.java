package io.anyport.mapping;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Maps maps with textual keys to objects; what it reads is unmodifiable and keeps the order of the document. */
final class MapMapper<K, V> extends Mapper<Map<K, V>> {

    private final ScalarMapper<K> key;
    private final Mapper<V> value;

    MapMapper(ScalarMapper<K> key, Mapper<V> value) {
        this.key = key;
        this.value = value;
    }

    static MapMapper<String, Object> ofAnything() {
        return new MapMapper<>(TextMapper.STRING, AnyMapper.INSTANCE);
    }

    @Override
    public @Nullable Map<K, V> read(DocumentReader in, Reading reading) {
        if (in.kind() != DocumentReader.Kind.OBJECT) {
            return refuse(in, reading);
        }
        var entries = new LinkedHashMap<K, V>();
        boolean complete = true;
        in.beginObject();
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            reading.enter(name);
            complete &= readEntry(name, entries, in, reading);
            reading.leave();
        }
        return complete ? Collections.unmodifiableMap(entries) : null;
    }

    private boolean readEntry(String name, Map<K, V> entries, DocumentReader in, Reading reading) {
        K parsed = key.parse(name, reading);
        V read = value.readPresent(in, reading);
        if (parsed == null || read == null) {
            return false;
        }
        if (entries.put(parsed, read) != null) {
            reading.expected(RecordMapper.ONCE);
            return false;
        }
        return true;
    }

    @Override
    public void write(Map<K, V> map, DocumentWriter out) {
        out.beginObject();
        for (var entry : map.entrySet()) {
            out.name(key.format(Objects.requireNonNull(entry.getKey(), CollectionMapper.NO_NULL)));
            value.write(Objects.requireNonNull(entry.getValue(), CollectionMapper.NO_NULL), out);
        }
        out.endObject();
    }

    @Override
    public String expected() {
        return "an object";
    }

    @Override
    @Nullable
    Map<K, V> absent(Reading reading) {
        return reading.isStrict() ? null : Map.of();
    }
}
