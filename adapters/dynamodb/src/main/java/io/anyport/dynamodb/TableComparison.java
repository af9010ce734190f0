package io.anyport.dynamodb;

import io.anyport.store.IndexSpec;
import io.anyport.store.KeyPart;
import io.anyport.store.TableSpec;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** A table that is there, next to what a specification says of it. Immutable. */
final class TableComparison {

    private final TableSpec<?> spec;
    private final TableDescription table;
    private final Map<String, ScalarAttributeType> types = new HashMap<>();

    TableComparison(TableSpec<?> spec, TableDescription table) {
        this.spec = spec;
        this.table = table;
        table.attributeDefinitions()
                .forEach(attribute -> types.put(attribute.attributeName(), attribute.attributeType()));
    }

    /** Refuses what cannot be made right, before anything is changed. */
    void check() {
        differenceOf(table.keySchema(), spec.partition(), spec.sort()).ifPresent(difference -> {
            throw new IllegalStateException("table " + spec.name() + " is in DynamoDB with another key: its "
                    + difference + ". The key of a table never changes; copy the records into a table of another name"
                    + " with StoreCopy");
        });
        var there = new HashSet<String>();
        table.globalSecondaryIndexes().forEach(index -> {
            there.add(index.indexName());
            check(index.indexName(), index.keySchema(), index.projection());
        });
        table.localSecondaryIndexes().forEach(index -> {
            there.add(index.indexName());
            check(index.indexName(), index.keySchema(), index.projection());
        });
        spec.indexes().stream().filter(index -> !there.contains(index.name())).forEach(this::checkTypes);
    }

    private void check(String name, List<KeySchemaElement> keys, Projection projection) {
        var index = spec.index(name);
        if (index.isEmpty()) {
            return; // another version of the application may use it
        }
        differenceOf(keys, index.get().partition(), index.get().sort()).ifPresent(difference -> {
            throw unchangeable(name, "is in DynamoDB with another key: its " + difference);
        });
        if (projection.projectionType() != ProjectionType.ALL) {
            throw unchangeable(name, "is in DynamoDB with the projection " + projection.projectionType() + ", not ALL");
        }
    }

    /** An attribute that is in several keys has one type in all of them. */
    private void checkTypes(IndexSpec index) {
        Layout.parts(index).forEach(part -> {
            var type = types.get(part.component());
            if (type != null && type != TableMaking.type(part)) {
                throw new IllegalStateException(about(index.name()) + " cannot be made: another key in DynamoDB has "
                        + words(part.component(), type) + ", not " + words(part)
                        + "; give the component of another type a new name");
            }
        });
    }

    private IllegalStateException unchangeable(String index, String what) {
        return new IllegalStateException(
                about(index) + " " + what
                        + ". DynamoDB cannot change an index: give it a new name, and delete the other one when nobody uses it any more");
    }

    private String about(String index) {
        return "index " + index + " of table " + spec.name();
    }

    private Optional<String> differenceOf(List<KeySchemaElement> keys, KeyPart partition, Optional<KeyPart> sort) {
        String storedPartition = stored(keys, KeyType.HASH);
        if (!storedPartition.equals(words(partition))) {
            return Optional.of("partition key is " + storedPartition + ", not " + words(partition));
        }
        String storedSort = stored(keys, KeyType.RANGE);
        String wantedSort = sort.map(TableComparison::words).orElse("none");
        return storedSort.equals(wantedSort)
                ? Optional.empty()
                : Optional.of("sort key is " + storedSort + ", not " + wantedSort);
    }

    private String stored(List<KeySchemaElement> keys, KeyType type) {
        return keys.stream()
                .filter(key -> key.keyType() == type)
                .map(key -> words(key.attributeName(), types.get(key.attributeName())))
                .findFirst()
                .orElse("none");
    }

    private static String words(KeyPart part) {
        return "'" + part.component() + "' (" + part.kind().name().toLowerCase(Locale.ROOT) + ")";
    }

    private static String words(String attribute, @Nullable ScalarAttributeType type) {
        String kind = type == ScalarAttributeType.S
                ? "text"
                : type == ScalarAttributeType.N ? "number" : type == ScalarAttributeType.B ? "binary" : "unknown";
        return "'" + attribute + "' (" + kind + ")";
    }

    /** An index that the table does not have yet. */
    Optional<IndexSpec> missing() {
        Set<String> there = new HashSet<>();
        table.globalSecondaryIndexes().forEach(index -> there.add(index.indexName()));
        table.localSecondaryIndexes().forEach(index -> there.add(index.indexName()));
        return spec.indexes().stream()
                .filter(index -> !there.contains(index.name()))
                .findFirst();
    }
}
