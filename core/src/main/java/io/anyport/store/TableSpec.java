package io.anyport.store;

import io.anyport.mapping.RecordMapper;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How records of one type are kept in a table: its name and the parts that record components play. An immutable value,
 * checked as it is made; an error names the component. Make it once, in a constant.
 *
 * <p>Key components are text (String, enums, UUID, URI, Instant, LocalDate, LocalTime, LocalDateTime, YearMonth),
 * numbers, or {@code byte[]}. Each sorts as its values do, but text by its UTF-8 bytes, and enums, UUIDs and URIs by
 * their text. For that an Instant is kept with nine digits of its second, and the year of a date must have four digits.
 *
 * <p>A component that is added to the record later is read from older items as its type's empty value: null, zero,
 * false, an empty {@code Optional} or collection; the record's constructor may put a default in its place. What an item
 * holds beyond the record is ignored. It is lost when the record is replaced, and stays when it is updated; a put to a
 * table with versions does the one or the other, as its engine can.
 *
 * @param <T> the record
 */
public final class TableSpec<T> {

    /** The most indexes that a table may have. */
    public static final int MOST_INDEXES = 20;

    static final int MOST_PARTITION_BYTES = 2048;
    static final int MOST_SORT_BYTES = 1024;

    private final String name;
    private final RecordMapper<T> mapper;
    private final @Nullable KeyPart partition;
    private final @Nullable KeyPart sort;
    private final List<IndexSpec> indexes;
    private final int version;
    private final int expiry;
    private @Nullable String text; // made when it is first asked for; the same whoever makes it

    private TableSpec(
            String name,
            RecordMapper<T> mapper,
            @Nullable KeyPart partition,
            @Nullable KeyPart sort,
            List<IndexSpec> indexes,
            int version,
            int expiry) {
        this.name = name;
        this.mapper = mapper;
        this.partition = partition;
        this.sort = sort;
        this.indexes = indexes;
        this.version = version;
        this.expiry = expiry;
    }

    /**
     * A table, yet without a key.
     *
     * @param name 3 to 255 of the characters {@code A-Z a-z 0-9 _ . -}
     * @param type the record
     * @param <T> the record
     * @return the specification
     * @throws IllegalArgumentException if the name has another form, or the type is no record that can be mapped
     */
    public static <T> TableSpec<T> of(String name, Class<T> type) {
        checkName("table", name);
        return new TableSpec<>(name, RecordMapper.ofRecord(type), null, null, List.of(), -1, -1);
    }

    /**
     * Sets the key, for tables in which each partition is one record.
     *
     * @param component the component that is the partition key
     * @return a copy
     * @throws IllegalArgumentException if there is no such component, or it is of no type for a key
     */
    public TableSpec<T> key(String component) {
        return withKey(part(component, MOST_PARTITION_BYTES, false), null);
    }

    /**
     * Sets the key. Records with equal partition keys lie together, ordered by their sort key.
     *
     * @param partitionComponent the component that is the partition key
     * @param sortComponent the component that is the sort key
     * @return a copy
     * @throws IllegalArgumentException if there is no such component, or it is of no type for a key
     */
    public TableSpec<T> key(String partitionComponent, String sortComponent) {
        if (partitionComponent.equals(sortComponent)) {
            throw misused(sortComponent, "cannot be both the partition key and the sort key");
        }
        return withKey(
                part(partitionComponent, MOST_PARTITION_BYTES, false), part(sortComponent, MOST_SORT_BYTES, false));
    }

    private TableSpec<T> withKey(KeyPart newPartition, @Nullable KeyPart newSort) {
        return new TableSpec<>(name, mapper, newPartition, newSort, indexes, version, expiry);
    }

    /**
     * Adds an index without a sort key. A record whose component is null or an empty {@code Optional} is not in it.
     *
     * @param indexName 3 to 255 of the characters {@code A-Z a-z 0-9 _ . -}
     * @param component the component that is the index's partition key
     * @return a copy
     * @throws IllegalArgumentException if the name is taken or of another form, there are too many indexes, there is no
     *     such component, or it is of no type for a key
     */
    public TableSpec<T> index(String indexName, String component) {
        return withIndex(new IndexSpec(indexName, part(component, MOST_PARTITION_BYTES, true), null));
    }

    /**
     * Adds an index. A record of which one of the components is null or an empty {@code Optional} is not in it.
     *
     * @param indexName 3 to 255 of the characters {@code A-Z a-z 0-9 _ . -}
     * @param partitionComponent the component that is the index's partition key
     * @param sortComponent the component that is the index's sort key
     * @return a copy
     * @throws IllegalArgumentException as the other {@link #index(String, String)} does
     */
    public TableSpec<T> index(String indexName, String partitionComponent, String sortComponent) {
        if (partitionComponent.equals(sortComponent)) {
            throw misused(sortComponent, "cannot be both the partition key and the sort key of index " + indexName);
        }
        var newSort = part(sortComponent, MOST_SORT_BYTES, true);
        return withIndex(new IndexSpec(indexName, part(partitionComponent, MOST_PARTITION_BYTES, true), newSort));
    }

    private TableSpec<T> withIndex(IndexSpec index) {
        checkName("index", index.name());
        if (index(index.name()).isPresent()) {
            throw new IllegalArgumentException("table " + name + " has an index " + index.name() + " already");
        }
        if (indexes.size() == MOST_INDEXES) {
            throw new IllegalArgumentException("table " + name + " has more than " + MOST_INDEXES + " indexes");
        }
        var more = new ArrayList<>(indexes);
        more.add(index);
        return new TableSpec<>(name, mapper, partition, sort, List.copyOf(more), version, expiry);
    }

    /**
     * Makes the table count the writes of each record in a component, which guards {@link Table#replace} and {@link
     * Table#delete(Object)}. The first version is 1; it begins anew when a record is deleted and inserted again.
     *
     * @param component a component of type {@code long} that is no key
     * @return a copy
     * @throws IllegalArgumentException if there is no such component, or it is of another type
     */
    public TableSpec<T> version(String component) {
        int index = indexOf(component);
        if (mapper.component(index).type() != long.class) {
            throw misused(component, "must be a long to be the version");
        }
        if (isKey(index)) {
            throw misused(component, "is a key and cannot be the version");
        }
        return new TableSpec<>(name, mapper, partition, sort, indexes, index, expiry);
    }

    /**
     * Makes records expire. It is counted in whole seconds, rounded up; an expired record counts as absent.
     *
     * @param component a component of type {@code Instant} or {@code Optional<Instant>}: the time from which on the record
     *     is gone; null or empty for never
     * @return a copy
     * @throws IllegalArgumentException if there is no such component, or it is of another type
     */
    public TableSpec<T> expiry(String component) {
        int index = indexOf(component);
        if (KeyPart.rawType(mapper.component(index)) != Instant.class) {
            throw misused(component, "must be an Instant or Optional<Instant> to be the expiry");
        }
        return new TableSpec<>(name, mapper, partition, sort, indexes, version, index);
    }

    private KeyPart part(String component, int mostBytes, boolean optional) {
        int index = indexOf(component);
        if (index == version) {
            throw misused(component, "is the version and cannot be a key");
        }
        return KeyPart.of(mapper.component(index), index, mostBytes, optional, problem -> misused(component, problem));
    }

    private boolean isKey(int component) {
        var parts = new ArrayList<@Nullable KeyPart>();
        parts.add(partition);
        parts.add(sort);
        for (var index : indexes) {
            parts.add(index.partition());
            parts.add(index.sort().orElse(null));
        }
        return parts.stream().anyMatch(part -> part != null && part.index() == component);
    }

    private int indexOf(String component) {
        int index = mapper.index(Objects.requireNonNull(component, "component"));
        if (index < 0) {
            throw misused(component, "does not exist");
        }
        return index;
    }

    private IllegalArgumentException misused(String component, String problem) {
        return new IllegalArgumentException("table " + name + ": component '" + component + "' of "
                + mapper.type().getSimpleName() + " " + problem);
    }

    private static void checkName(String what, String name) {
        if (!Names.PATTERN.matcher(Objects.requireNonNull(name, "name")).matches()) {
            throw new IllegalArgumentException(
                    what + " name '" + name + "' must be 3 to 255 of the characters A-Z a-z 0-9 _ . -");
        }
    }

    /** Loaded when a name is first checked. */
    private static final class Names {
        static final Pattern PATTERN = Pattern.compile("[A-Za-z0-9_.-]{3,255}");
    }

    /** {@return its name} */
    public String name() {
        return name;
    }

    /** {@return the mapper of the record} */
    public RecordMapper<T> mapper() {
        return mapper;
    }

    /**
     * The partition key.
     *
     * @return the partition key
     * @throws IllegalArgumentException if none is set
     */
    public KeyPart partition() {
        if (partition == null) {
            throw new IllegalArgumentException("table " + name + " has no key");
        }
        return partition;
    }

    /** {@return the sort key, if there is one} */
    public Optional<KeyPart> sort() {
        return Optional.ofNullable(sort);
    }

    /** {@return the indexes, in the order in which they were added} */
    public List<IndexSpec> indexes() {
        return indexes;
    }

    /**
     * Finds an index.
     *
     * @param indexName its name
     * @return the index, or empty if there is none of this name
     */
    public Optional<IndexSpec> index(String indexName) {
        return indexes.stream().filter(index -> index.name().equals(indexName)).findFirst();
    }

    /** {@return the place of the version among the record's components, if there is one} */
    public OptionalInt version() {
        return version < 0 ? OptionalInt.empty() : OptionalInt.of(version);
    }

    /** {@return the place of the expiry among the record's components, if there is one} */
    public OptionalInt expiry() {
        return expiry < 0 ? OptionalInt.empty() : OptionalInt.of(expiry);
    }

    /** The name, the key and the indexes: all that a stored table depends on. */
    @Override
    public String toString() {
        String known = text;
        if (known == null) {
            known = name + "(" + partition + (sort == null ? "" : ", " + sort) + ")" + indexes;
            text = known;
        }
        return known;
    }
}
