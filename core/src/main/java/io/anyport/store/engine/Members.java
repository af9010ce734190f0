package io.anyport.store.engine;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * A map of a few names, in the order in which they were put, in one array: it is made, filled and gone through in a fraction of
 * what a hash table takes, and looked into about as quickly as long as it has no more names than a record has components. Not
 * thread-safe.
 *
 * @param <V> the values
 */
public final class Members<V extends @Nullable Object> extends AbstractMap<String, V> {

    private @Nullable Object[] pairs; // a name, its value, the next name
    private int end;

    /**
     * An empty map.
     *
     * @param expected how many members it has room for before it has to grow
     */
    public Members(int expected) {
        pairs = new @Nullable Object[2 * expected];
    }

    /**
     * Adds a member of a name that is not there yet, which is not checked.
     *
     * @param name its name
     * @param value its value
     */
    public void add(String name, @Nullable V value) {
        if (end == pairs.length) {
            pairs = Arrays.copyOf(pairs, Math.max(8, 2 * end));
        }
        pairs[end] = name;
        pairs[end + 1] = value;
        end += 2;
    }

    private int index(@Nullable Object name) {
        for (int i = 0; i < end; i += 2) {
            if (pairs[i] == name) { // as it is for names of components
                return i;
            }
        }
        for (int i = 0; i < end; i += 2) {
            if (Objects.equals(pairs[i], name)) {
                return i;
            }
        }
        return -1;
    }

    @SuppressWarnings("unchecked") // only values are put behind names
    private V value(int index) {
        return (V) pairs[index + 1];
    }

    @Override
    public int size() {
        return end / 2;
    }

    @Override
    public boolean containsKey(@Nullable Object name) {
        return index(name) >= 0;
    }

    @Override
    public @Nullable V get(@Nullable Object name) {
        int index = index(name);
        return index < 0 ? null : value(index);
    }

    @Override
    public @Nullable V put(String name, V value) {
        int index = index(Objects.requireNonNull(name, "name"));
        if (index < 0) {
            add(name, value);
            return null;
        }
        V before = value(index);
        pairs[index + 1] = value;
        return before;
    }

    @Override
    public @Nullable V remove(@Nullable Object name) {
        int index = index(name);
        if (index < 0) {
            return null;
        }
        V before = value(index);
        end -= 2;
        System.arraycopy(pairs, index + 2, pairs, index, end - index);
        pairs[end] = null;
        pairs[end + 1] = null;
        return before;
    }

    @Override
    public void forEach(BiConsumer<? super String, ? super V> action) {
        for (int i = 0; i < end; i += 2) {
            action.accept((String) Objects.requireNonNull(pairs[i]), value(i));
        }
    }

    @Override
    public Set<Map.Entry<String, V>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Map.Entry<String, V>> {
        @Override
        public int size() {
            return Members.this.size();
        }

        @Override
        public Iterator<Map.Entry<String, V>> iterator() {
            return new InOrder();
        }
    }

    private final class InOrder implements Iterator<Map.Entry<String, V>> {

        private int next;

        @Override
        public boolean hasNext() {
            return next < end;
        }

        @Override
        public Map.Entry<String, V> next() {
            if (next >= end) {
                throw new NoSuchElementException();
            }
            var entry = new SimpleImmutableEntry<String, V>((String) Objects.requireNonNull(pairs[next]), value(next));
            next += 2;
            return entry;
        }
    }
}
