package io.anyport.jdbc;

import io.anyport.mapping.InvalidInput;
import io.anyport.store.IndexSpec;
import io.anyport.store.KeyPart;
import io.anyport.store.TableSpec;
import io.anyport.store.engine.ItemKey;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key of a table or an index, by the names of its components and what is kept of them: enough to compare two versions of
 * an application, and to find the key of a document whose record this one does not know. Immutable.
 *
 * @param partition the partition key
 * @param sort the sort key, or null if there is none
 */
record KeyDefinition(Part partition, @Nullable Part sort) {

    private static final byte[] NONE = {};

    /** What is kept of a component. An Instant is text, but a key has always nine digits of its second. */
    enum Type {
        TEXT(String.class),
        INSTANT(Instant.class),
        NUMBER(BigDecimal.class),
        BINARY(byte[].class);

        private final Class<?> kept;

        Type(Class<?> kept) {
            this.kept = kept;
        }

        static Type of(TableSpec<?> spec, KeyPart part) {
            boolean instant = KeyPart.rawType(spec.mapper().component(part.index())) == Instant.class;
            return instant ? INSTANT : valueOf(part.kind().name());
        }

        String words() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** One component. */
    record Part(String component, Type type) {

        static Part of(TableSpec<?> spec, KeyPart part) {
            return new Part(part.component(), Type.of(spec, part));
        }

        static Part parse(String text) {
            String[] words = text.split(" ", -1);
            return new Part(words[0], Type.valueOf(words[1]));
        }

        /** The bytes of the component's value in a document, or null if it has none. */
        byte @Nullable [] bytesIn(Map<?, ?> document, boolean isSort) {
            Object value = document.get(component);
            return value == null
                    ? null
                    : KeyPart.stored(component, type.kept, isSort).encode(checked(value));
        }

        private Object checked(Object value) {
            Object kept = switch (type) {
                case TEXT -> value instanceof String ? value : null;
                case INSTANT -> value instanceof String text ? instant(text) : null;
                case NUMBER -> value instanceof Number ? value : null;
                case BINARY -> value instanceof String text ? bytes(text) : value;
            };
            if (!(kept instanceof Number) && !type.kept.isInstance(kept)) {
                throw InvalidInput.of(component, type.words() + ", since it is in the key of an index");
            }
            return kept;
        }

        private static @Nullable Instant instant(String text) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException other) {
                return null;
            }
        }

        /** JSON has no bytes, so they have become text if the document was read. */
        private static byte @Nullable [] bytes(String base64) {
            try {
                return Base64.getDecoder().decode(base64);
            } catch (IllegalArgumentException other) {
                return null;
            }
        }

        @Override
        public String toString() {
            return component + " " + type;
        }
    }

    /** The key of a table. */
    static KeyDefinition of(TableSpec<?> spec) {
        return of(spec, spec.partition(), spec.sort());
    }

    /** The key of an index. */
    static KeyDefinition of(TableSpec<?> spec, IndexSpec index) {
        return of(spec, index.partition(), index.sort());
    }

    private static KeyDefinition of(TableSpec<?> spec, KeyPart partition, Optional<KeyPart> sort) {
        return new KeyDefinition(
                Part.of(spec, partition), sort.map(part -> Part.of(spec, part)).orElse(null));
    }

    static KeyDefinition parse(String text) {
        String[] parts = text.split(", ", -1);
        return new KeyDefinition(Part.parse(parts[0]), parts.length == 1 ? null : Part.parse(parts[1]));
    }

    /**
     * The key of a document.
     *
     * @return null if the document lacks a component, and with it a key
     * @throws InvalidInput if a component has a value that cannot be a key
     */
    @Nullable
    ItemKey of(Map<?, ?> document) {
        byte[] first = partition.bytesIn(document, false);
        byte[] second = sort == null ? NONE : sort.bytesIn(document, true);
        return first == null || second == null ? null : ItemKey.of(first, second);
    }

    /** The first part that differs from another definition's, in words. */
    String differenceFrom(KeyDefinition wanted) {
        return partition.equals(wanted.partition)
                ? "sort key is " + words(sort) + ", not " + words(wanted.sort)
                : "partition key is " + words(partition) + ", not " + words(wanted.partition);
    }

    private static String words(@Nullable Part part) {
        return part == null ? "none" : "'" + part.component + "' (" + part.type.words() + ")";
    }

    @Override
    public String toString() {
        return partition + (sort == null ? "" : ", " + sort);
    }
}
