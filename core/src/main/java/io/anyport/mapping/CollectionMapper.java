package io.anyport.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Maps lists and sets; what it reads is unmodifiable, and a set keeps the order of the document. */
final class CollectionMapper<E> extends Mapper<Collection<E>> {

    static final String NO_NULL = "lists, sets and maps must not hold null";

    /** A view of what the JDK has no public name for. */
    private static final Set<Object> READ = Collections.unmodifiableSet(new LinkedHashSet<>());

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
        for (E value : set ? inOrder(values) : values) {
            element.write(Objects.requireNonNull(value, NO_NULL), out);
        }
        out.endList();
    }

    /** A set without an order of its own has another one in each process: its elements are put in order, by their text. */
    private static <E> Collection<E> inOrder(Collection<E> values) {
        boolean ordered =
                values.size() < 2 || values instanceof SortedSet || values instanceof LinkedHashSet || isOurs(values);
        return ordered
                ? values
                : values.stream().sorted(Comparator.comparing(String::valueOf)).toList();
    }

    /** Whether it was read, so that it has the order of a document. */
    private static boolean isOurs(Collection<?> values) {
        return values.getClass() == READ.getClass();
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
