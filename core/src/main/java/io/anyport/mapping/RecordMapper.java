package io.anyport.mapping;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Maps a record to an object with a member for each component. Members that the record does not have are ignored, a
 * member that stands twice is refused; an empty {@code Optional} and null are written as no member.
 *
 * @param <T> the record
 */
public final class RecordMapper<T> extends Mapper<T> {

    static final String ONCE = "only once";

    /** Stands for a component whose value was refused; the reading knows why. */
    static final Object REFUSED = new Object();

    private final Class<T> type;
    private final RecordAccess<T> access;
    private final @Nullable String variant;
    private Component[] components = {};
    private Mapper<?>[] mappers = {};
    private Map<String, Integer> indexes = Map.of();

    RecordMapper(Class<T> type) {
        this.type = type;
        this.access = RecordAccess.of(type);
        boolean isVariant = type.getInterfaces().length > 0 && SealedMapper.isVariant(type);
        this.variant = isVariant ? type.getSimpleName() : null;
    }

    /** The second half of construction, since a record's components may be of the record's own type. */
    void link(Component[] resolved) {
        var byName = new HashMap<String, Integer>(resolved.length * 2);
        mappers = new Mapper<?>[resolved.length];
        for (int i = 0; i < resolved.length; i++) {
            byName.put(resolved[i].name(), i);
            mappers[i] = resolved[i].mapper();
        }
        components = resolved;
        indexes = byName;
    }

    @SuppressWarnings("unchecked") // a component's mapper is of the component's type, which its value has
    private static Mapper<Object> objects(Mapper<?> mapper) {
        return (Mapper<Object>) mapper;
    }

    /**
     * The mapper of a record.
     *
     * @param type the record
     * @param <T> the record
     * @return the mapper
     * @throws IllegalArgumentException if the class is no record, or as {@link Mapper#of(Class)} does
     */
    public static <T> RecordMapper<T> ofRecord(Class<T> type) {
        if (Mapper.of(type) instanceof RecordMapper<T> mapper) {
            return mapper;
        }
        throw new IllegalArgumentException(type.getTypeName() + " is not a record");
    }

    /**
     * {@return the record}
     */
    public Class<T> type() {
        return type;
    }

    /**
     * {@return the components in the order of their declaration}
     */
    public List<Component> components() {
        return List.of(components);
    }

    /**
     * {@return how many components there are}
     */
    public int size() {
        return components.length;
    }

    /**
     * A component.
     *
     * @param index from 0, below the number of components
     * @return the component
     */
    public Component component(int index) {
        return components[index];
    }

    /**
     * Finds a component.
     *
     * @param name the name
     * @return its index, or {@link DocumentReader#UNKNOWN}
     */
    public int index(String name) {
        Integer index = indexes.get(name);
        return index == null ? DocumentReader.UNKNOWN : index;
    }

    /** Whether it is a record of a sealed interface, and says so in a member. */
    boolean isVariant() {
        return variant != null;
    }

    boolean hasMember(String name) {
        return indexes.containsKey(name);
    }

    /**
     * The value of a component.
     *
     * @param record the record
     * @param index from 0, below the number of components
     * @return the value
     */
    public @Nullable Object value(T record, int index) {
        return access.values(record)[index];
    }

    /**
     * The values of all components, for those who need several.
     *
     * @param record the record
     * @return the values in the order of the components, in an array of their own
     */
    public @Nullable Object[] values(T record) {
        return access.values(record);
    }

    /**
     * {@return a record to be put together from several parts of an input}
     */
    public Draft<T> draft() {
        return new Draft<>(this);
    }

    /**
     * A copy of the record with another value for one component.
     *
     * @param record the record
     * @param index from 0, below the number of components
     * @param value the value
     * @return the copy
     */
    public T with(T record, int index, @Nullable Object value) {
        var values = access.values(record);
        values[index] = value;
        return access.create(values);
    }

    @Override
    public @Nullable T read(DocumentReader in, Reading reading) {
        if (in.kind() != DocumentReader.Kind.OBJECT) {
            return refuse(in, reading);
        }
        in.beginObject();
        return readMembers(in, reading, null);
    }

    /**
     * Reads the members of an object that has been stepped into.
     *
     * @param known a member that was read already and must not come again; null for none
     */
    @Nullable
    T readMembers(DocumentReader in, Reading reading, @Nullable String known) {
        int before = reading.count();
        var values = new @Nullable Object[components.length];
        readMembers(in, reading, values, null, known == null ? null : new HashSet<>(Set.of(known)));
        return create(values, reading, reading.count() == before);
    }

    /**
     * Reads the members of an object that has been stepped into.
     *
     * @param closed which components must not come from this document; null for none
     * @param ignored the names that were read already and are no open component; null for none
     */
    void readMembers(
            DocumentReader in,
            Reading reading,
            @Nullable Object[] values,
            boolean @Nullable [] closed,
            @Nullable Set<String> ignored) {
        for (int i = in.nextMember(this); i != DocumentReader.END; i = in.nextMember(this)) {
            if (i >= 0 && (closed == null || !closed[i])) {
                readComponent(i, in, reading, values);
            } else {
                ignored = ignored == null ? new HashSet<>() : ignored;
                ignore(in, reading, ignored);
            }
        }
    }

    private void readComponent(int i, DocumentReader in, Reading reading, @Nullable Object[] values) {
        var component = components[i];
        if (values[i] != null) {
            refuseAgain(component.name(), reading);
            in.skip();
        } else if (in.kind() == DocumentReader.Kind.NULL) {
            in.skip();
            fillAbsent(i, values, reading);
        } else {
            reading.enter(component.name());
            Object read = mappers[i].read(in, reading);
            values[i] = read == null ? REFUSED : read;
            reading.leave();
        }
    }

    private static void ignore(DocumentReader in, Reading reading, Set<String> ignored) {
        String name = in.name();
        if (!ignored.add(name)) {
            refuseAgain(name, reading);
        }
        in.skip();
    }

    private static void refuseAgain(String name, Reading reading) {
        reading.enter(name);
        reading.expected(ONCE);
        reading.leave();
    }

    /**
     * Makes the record, or notes what is absent.
     *
     * @param sound whether nothing else is known to be wrong with it
     */
    @Nullable
    T create(@Nullable Object[] values, Reading reading, boolean sound) {
        boolean complete = sound;
        for (int i = 0; i < values.length; i++) {
            if (values[i] == null) {
                fillAbsent(i, values, reading);
            }
            complete &= values[i] != REFUSED;
        }
        return complete ? construct(values, reading) : null;
    }

    /** Gives a component the value that stands for absence in this reading, or refuses its absence. */
    void fillAbsent(int i, @Nullable Object[] values, Reading reading) {
        var mapper = mappers[i];
        Object absent = mapper.absent(reading);
        if (absent == null && reading.isStrict()) {
            reading.enter(components[i].name());
            reading.expected(mapper.expected());
            reading.leave();
            values[i] = REFUSED;
        } else {
            values[i] = absent == null ? access.zero(i) : absent;
        }
    }

    private @Nullable T construct(@Nullable Object[] values, Reading reading) {
        try {
            return access.create(values);
        } catch (InvalidInput refused) {
            reading.expected(refused);
        } catch (IllegalArgumentException | NullPointerException refused) {
            // The constructor's own check: its text is not meant for clients, that it refused is.
            reading.expected("values that make a valid " + type.getSimpleName());
        }
        return null;
    }

    @Override
    public void write(T record, DocumentWriter out) {
        out.beginObject();
        if (variant != null) {
            out.name(SealedMapper.MEMBER);
            out.string(variant);
        }
        var values = access.values(record);
        for (int i = 0; i < values.length; i++) {
            Object value = values[i];
            if (value != null && !(value instanceof Optional<?> optional && optional.isEmpty())) {
                out.name(this, i);
                objects(mappers[i]).write(value, out);
            }
        }
        out.endObject();
    }

    @Override
    public String expected() {
        return "an object";
    }

    @Override
    public String toString() {
        return type.getSimpleName() + Arrays.toString(components);
    }
}
