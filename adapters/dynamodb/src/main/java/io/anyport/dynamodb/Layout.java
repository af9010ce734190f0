package io.anyport.dynamodb;

import io.anyport.mapping.Mapper;
import io.anyport.mapping.Reading;
import io.anyport.store.IndexSpec;
import io.anyport.store.Key;
import io.anyport.store.KeyPart;
import io.anyport.store.TableSpec;
import io.anyport.store.engine.Item;
import io.anyport.store.engine.ItemKey;
import io.anyport.store.engine.Members;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * How the records of a table are items: an attribute for each component, and one for the second of the expiry. Prepared
 * once for a table; thread-safe.
 */
final class Layout<T> {

    /** Where the epoch second of the expiry is kept, rounded up; the component itself keeps its precision. */
    static final String EXPIRY = "anyport_expiry";

    private static final int MOST_NAME = 255;
    private static final int SAFE_LENGTH = 18; // of numbers that are within a long
    private static final Mapper<Object> ANYTHING = Mapper.of(Object.class);
    private static final byte[] NO_SORT = {};

    private final TableSpec<T> spec;
    private final String name;
    private final String[] aliases;
    private final @Nullable String version;
    private final Map<String, KeyPart> instants = new HashMap<>();

    Layout(TableSpec<T> spec, String prefix) {
        this.spec = spec;
        this.name = prefix + spec.name();
        if (name.length() > MOST_NAME) {
            throw new IllegalArgumentException("table name " + name + " has more than " + MOST_NAME + " characters");
        }
        if (spec.mapper().index(EXPIRY) >= 0) {
            throw new IllegalArgumentException("table " + spec.name() + ": no component can be named " + EXPIRY);
        }
        this.aliases = new String[spec.mapper().size()];
        for (int i = 0; i < aliases.length; i++) {
            aliases[i] = "#" + i;
        }
        this.version = spec.version().isPresent()
                ? spec.mapper().component(spec.version().getAsInt()).name()
                : null;
        parts(spec)
                .filter(part -> KeyPart.rawType(spec.mapper().component(part.index())) == Instant.class)
                .forEach(part -> instants.put(part.component(), part));
    }

    /** The parts of all keys, of the table and its indexes. */
    static Stream<KeyPart> parts(TableSpec<?> spec) {
        var own = Stream.concat(Stream.of(spec.partition()), spec.sort().stream());
        return Stream.concat(own, spec.indexes().stream().flatMap(Layout::parts));
    }

    static Stream<KeyPart> parts(IndexSpec index) {
        return Stream.concat(Stream.of(index.partition()), index.sort().stream());
    }

    TableSpec<T> spec() {
        return spec;
    }

    /** {@return the table's name in DynamoDB} */
    String name() {
        return name;
    }

    /** {@return what stands for a component in expressions} */
    String alias(int component) {
        return aliases[component];
    }

    boolean isVersioned() {
        return version != null;
    }

    boolean isExpiring() {
        return spec.expiry().isPresent();
    }

    /** Whether a component is in the key of the table. */
    boolean isKey(int component) {
        return component == spec.partition().index()
                || (spec.sort().isPresent() && component == spec.sort().get().index());
    }

    Map<String, AttributeValue> key(Key key) {
        var attributes = new Members<AttributeValue>(2);
        var partition = spec.partition();
        attributes.add(partition.component(), Attributes.value(partition.neutral(key.partition())));
        if (spec.sort().isPresent()) {
            var sort = spec.sort().get();
            attributes.add(
                    sort.component(), Attributes.value(sort.neutral(key.sort().orElseThrow())));
        }
        return attributes;
    }

    Map<String, AttributeValue> item(Item item, long itemVersion) {
        var attributes = Attributes.of(item.document());
        if (!instants.isEmpty()) {
            instants.keySet().forEach(component -> attributes.computeIfPresent(component, this::ofKey));
        }
        if (version != null) {
            attributes.add(version, Attributes.number(itemVersion));
        }
        if (item.expiry() != Item.NEVER) {
            attributes.add(EXPIRY, Attributes.number(item.expiry()));
        }
        return attributes;
    }

    /** The attribute of a component's value in neutral form. */
    AttributeValue attribute(String component, @Nullable Object neutral) {
        var attribute = Attributes.value(neutral);
        return instants.containsKey(component) ? ofKey(component, attribute) : attribute;
    }

    /** An Instant in a document has the digits that it needs, but one in a key always nine, to be in order. */
    private AttributeValue ofKey(String component, AttributeValue instant) {
        var part = Objects.requireNonNull(instants.get(component));
        return Attributes.value(part.neutral(Instant.parse(instant.s())));
    }

    T record(Map<String, AttributeValue> item) {
        var reading = Reading.lenient();
        var draft = Item.draft(spec, version(item)).read(new AttributeReader(item), reading);
        return Item.record(spec, draft.finish(reading), reading);
    }

    /** An item as a document in neutral form, as if it had been written by another engine. */
    Map<String, @Nullable Object> document(Map<String, AttributeValue> item) {
        var read = ANYTHING.read(new AttributeReader(item), Reading.lenient());
        var document = new LinkedHashMap<String, @Nullable Object>();
        ((Map<?, ?>) Objects.requireNonNull(read)).forEach((member, value) -> document.put((String) member, value));
        document.remove(EXPIRY);
        document.remove(version);
        instants.keySet()
                .forEach(component -> document.computeIfPresent(
                        component,
                        (same, value) -> Instant.parse((String) value).toString()));
        return document;
    }

    /** {@return the version of an item; 0 if it has none} */
    long version(Map<String, AttributeValue> item) {
        var number = version == null ? null : item.get(version);
        return number == null || number.n() == null ? 0 : whole(number.n());
    }

    private static long whole(String number) {
        return number.length() <= SAFE_LENGTH && number.indexOf('.') < 0 && number.indexOf('E') < 0
                ? Long.parseLong(number)
                : new BigDecimal(number).longValue();
    }

    boolean isExpired(Map<String, AttributeValue> item, long now) {
        var second = isExpiring() ? item.get(EXPIRY) : null;
        return second != null
                && second.n() != null
                && new BigDecimal(second.n()).compareTo(BigDecimal.valueOf(now)) <= 0;
    }

    ItemKey itemKey(Map<String, AttributeValue> item) {
        return ItemKey.of(
                bytes(spec.partition(), item),
                spec.sort().isPresent() ? bytes(spec.sort().get(), item) : NO_SORT);
    }

    /** A part of a key as ordered bytes. */
    static byte[] bytes(KeyPart part, Map<String, AttributeValue> item) {
        var attribute = Objects.requireNonNull(item.get(part.component()), part.component());
        return switch (part.kind()) {
            case TEXT -> attribute.s().getBytes(StandardCharsets.UTF_8);
            case NUMBER -> part.encode(new BigDecimal(attribute.n()));
            case BINARY -> attribute.b().asByteArray();
        };
    }

    /** Adds the attributes of a key that is given as ordered bytes. */
    void putKey(ItemKey key, Map<String, AttributeValue> attributes) {
        put(spec.partition(), key.partition(), attributes);
        spec.sort().ifPresent(sort -> put(sort, key.sort(), attributes));
    }

    static void put(KeyPart part, byte[] bytes, Map<String, AttributeValue> attributes) {
        attributes.put(part.component(), Attributes.value(part.decode(bytes)));
    }
}
