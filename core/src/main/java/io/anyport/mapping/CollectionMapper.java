package io.anyport.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps lists and sets; what it reads is unmodifiable, and a set keeps the order of the document. */
final class CollectionMapper<E> extends Mapper<Collection<E>> {

    private final Mapper<E> element;
    private final boolean set;

    CollectionMapper(Mapper<E> element, boolean set) {
        this.element = element;
        this.set = set;
    }

    static CollectionMapper<Object> ofAnything(boolean set) {
        return new CollectionMapper<>(AnyMapper.INSTANCE, set);
    }

    Mapper<E> element() {
        return element;
    }

    @Override
    public @Nullable Collection<E> read(DocumentReader in, Reading reading) {
        if (in.kind() != DocumentReader.Kind.LIST) {
            return refuse(in, reading);
        }
        var elements = new ArrayList<E>();
        in.beginList();
        reading.enterElements();
        boolean complete = true;
        while (in.nextElement()) {
            E read = element.readPresent(in, reading);
            if (read != null && !complete) {
                elements.clear(); // already refused: do not keep what is not going to be used
            } else if (read != null) {
                elements.add(read);
            } else {
                complete = false;
            }
            reading.nextElement();
        }
        reading.leave();
        return complete ? of(elements) : null;
    }

    /** An unmodifiable collection of this mapper's kind. */
    Collection<E> of(List<E> elements) {
        return set
                ? Collections.unmodifiableSet(new LinkedHashSet<>(elements))
                : Collections.unmodifiableList(elements);
    }

    @Override
    public void write(Collection<E> values, DocumentWriter out) {
        out.beginList();
        for (E value : values) {
            element.write(value, out);
        }
        out.endList();
    }

    @Override
    public String expected() {
        return "a list";
    }

    @Override
    @Nullable
    Collection<E> absent(Reading reading) {
        return reading.isStrict() ? null : of(List.of());
    }
}
