package io.anyport.mapping;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record that is being put together from several parts of an input: some components from texts, the rest from a
 * document. Not thread-safe; made for one input and then dropped.
 *
 * @param <T> the record
 */
public final class Draft<T> {

    private final RecordMapper<T> mapper;
    private final @Nullable Object[] values;
    private final boolean[] closed;

    Draft(RecordMapper<T> mapper) {
        this.mapper = mapper;
        this.values = new @Nullable Object[mapper.size()];
        this.closed = new boolean[mapper.size()];
    }

    /** The mapper of the record. */
    public RecordMapper<T> mapper() {
        return mapper;
    }

    /** Keeps a component from being taken from a document, even if the document has a member of its name. */
    public Draft<T> close(int index) {
        closed[index] = true;
        return this;
    }

    /** Whether the component is kept from being taken from a document. */
    public boolean isClosed(int index) {
        return closed[index];
    }

    /**
     * Takes a component from texts, as they stand in a path or a query, and closes it.
     *
     * @param texts one for a scalar or an {@code Optional}, any number for a list or a set; empty if it is absent
     */
    public Draft<T> parse(int index, List<String> texts, Reading reading) {
        closed[index] = true;
        if (texts.isEmpty()) {
            mapper.fillAbsent(index, values, reading);
        } else {
            var component = mapper.component(index);
            reading.enter(component.name());
            keep(index, TextParsing.parse(component.mapper(), texts, reading));
            reading.leave();
        }
        return this;
    }

    /** Takes a component from a single text, and closes it. */
    public Draft<T> parse(int index, String text, Reading reading) {
        closed[index] = true;
        var component = mapper.component(index);
        reading.enter(component.name());
        keep(index, TextParsing.parse(component.mapper(), text, reading));
        reading.leave();
        return this;
    }

    private void keep(int index, @Nullable Object parsed) {
        values[index] = parsed == null ? RecordMapper.REFUSED : parsed;
    }

    /** Takes the components that are not closed from the current value, which should be an object. */
    public Draft<T> read(DocumentReader in, Reading reading) {
        if (in.kind() != DocumentReader.Kind.OBJECT) {
            mapper.refuse(in, reading);
            return abandon();
        }
        in.beginObject();
        mapper.readMembers(in, reading, values, closed);
        return this;
    }

    /** Gives up the components that have no value yet, without a fault for each: the whole document was refused. */
    public Draft<T> abandon() {
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] == null ? RecordMapper.REFUSED : values[i];
        }
        return this;
    }

    /** The value of a component, or null if it is absent or was refused. */
    public @Nullable Object value(int index) {
        return values[index] == RecordMapper.REFUSED ? null : values[index];
    }

    /** Sets the value of a component. */
    public Draft<T> set(int index, Object value) {
        values[index] = value;
        return this;
    }

    /** The record, or null if something was wrong or absent, which the reading then knows. */
    public @Nullable T finish(Reading reading) {
        return mapper.create(values, reading);
    }
}
