package io.anyport.mapping;

import java.util.List;
import java.util.Objects;
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
    private boolean sound = true;

    Draft(RecordMapper<T> mapper) {
        this.mapper = mapper;
        this.values = new @Nullable Object[mapper.size()];
        this.closed = new boolean[mapper.size()];
    }

    /**
     * The mapper of the record.
     *
     * @return the one that made this draft
     */
    public RecordMapper<T> mapper() {
        return mapper;
    }

    /**
     * Keeps a component from being taken from a document, even if the document has a member of its name.
     *
     * @param index of the component
     * @return this draft
     */
    public Draft<T> close(int index) {
        closed[index] = true;
        return this;
    }

    /**
     * Whether the component is kept from being taken from a document.
     *
     * @param index of the component
     * @return true if it was closed, parsed or set
     */
    public boolean isClosed(int index) {
        return closed[index];
    }

    /**
     * Takes a component from texts, as they stand in a path or a query, and closes it.
     *
     * @param index of the component
     * @param texts one for a scalar or an {@code Optional}, any number for a list or a set; empty if it is absent
     * @param reading what is told of a text that is not what it should be
     * @return this draft
     * @throws IllegalArgumentException if the component is not {@link Component#isTextual}
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

    /**
     * Takes a component from a single text, and closes it.
     *
     * @param index of the component
     * @param text as it stands in a path or a query, decoded
     * @param reading what is told of a text that is not what it should be
     * @return this draft
     * @throws IllegalArgumentException if the component is not {@link Component#isTextual}
     */
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

    /**
     * Takes the components that are not closed from the current value, which should be an object.
     *
     * @param in the document
     * @param reading what is told of whatever is wrong with it
     * @return this draft
     */
    public Draft<T> read(DocumentReader in, Reading reading) {
        if (in.kind() != DocumentReader.Kind.OBJECT) {
            mapper.refuse(in, reading);
            return abandon();
        }
        int before = reading.count();
        in.beginObject();
        mapper.readMembers(in, reading, values, closed, null);
        sound &= reading.count() == before;
        return this;
    }

    /**
     * Gives up the components that have no value yet, without a fault for each: the whole document was refused.
     *
     * @return this draft
     */
    public Draft<T> abandon() {
        sound = false;
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] == null ? RecordMapper.REFUSED : values[i];
        }
        return this;
    }

    /**
     * The value of a component.
     *
     * @param index of the component
     * @return null if it is absent or was refused
     */
    public @Nullable Object value(int index) {
        return values[index] == RecordMapper.REFUSED ? null : values[index];
    }

    /**
     * Sets the value of a component, and closes it.
     *
     * @param index of the component
     * @param value of the component's type
     * @return this draft
     */
    public Draft<T> set(int index, Object value) {
        closed[index] = true;
        values[index] = Objects.requireNonNull(value, "value");
        return this;
    }

    /**
     * The record; to be asked for once.
     *
     * @param reading what is told of components that are absent, and of what the record's constructor refuses
     * @return null if something was wrong or absent, which the reading then knows
     */
    public @Nullable T finish(Reading reading) {
        return mapper.create(values, reading, sound);
    }
}
