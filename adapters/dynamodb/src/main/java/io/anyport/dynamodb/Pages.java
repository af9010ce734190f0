package io.anyport.dynamodb;

import io.anyport.store.Consistency;
import io.anyport.store.KeyPart;
import io.anyport.store.Range;
import io.anyport.store.engine.ItemKey;
import io.anyport.store.engine.Scan;
import io.anyport.store.engine.Scan.Position;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/** Writes requests for pages, and their places. */
final class Pages {

    private static final int CHUNK = 1_000;
    private static final byte[] NO_SORT = {};

    private Pages() {}

    static QueryRequest.Builder query(Layout<?> layout, Scan scan, long now) {
        var expression = new Expression(layout);
        var request = QueryRequest.builder()
                .tableName(layout.name())
                .keyConditionExpression(keys(layout, scan, expression))
                .scanIndexForward(!scan.range().isBackwards())
                .limit(scan.range().limit());
        scan.index()
                .ifPresentOrElse(
                        index -> request.indexName(index.name()),
                        () -> request.consistentRead(scan.range().consistency() == Consistency.STRONG));
        if (layout.isExpiring()) {
            request.filterExpression(unexpired(expression, now));
        }
        var after = scan.after();
        if (after != null) {
            request.exclusiveStartKey(startKey(layout, scan, after));
        }
        return request.expressionAttributeNames(expression.names()).expressionAttributeValues(expression.values());
    }

    private static String unexpired(Expression expression, long now) {
        return "NOT " + expression.expiry() + " <= " + expression.value(Attributes.number(now));
    }

    private static String keys(Layout<?> layout, Scan scan, Expression expression) {
        var range = scan.range();
        var partition = partition(layout, scan);
        String keys = expression.name(partition.index()) + " = " + operand(partition, range.partition(), expression);
        return range.comparison() == Range.Comparison.ANY
                ? keys
                : keys + " AND " + sort(sort(layout, scan).orElseThrow(), range, expression);
    }

    private static KeyPart partition(Layout<?> layout, Scan scan) {
        return scan.index().isPresent()
                ? scan.index().get().partition()
                : layout.spec().partition();
    }

    private static Optional<KeyPart> sort(Layout<?> layout, Scan scan) {
        return scan.index().isPresent()
                ? scan.index().get().sort()
                : layout.spec().sort();
    }

    private static String sort(KeyPart part, Range range, Expression expression) {
        String name = expression.name(part.index());
        Object low = range.low().orElseThrow();
        if (range.comparison() == Range.Comparison.STARTING_WITH) {
            return "begins_with(" + name + ", " + expression.value(Attributes.value(low)) + ")";
        }
        String operand = operand(part, low, expression);
        return name
                + switch (range.comparison()) {
                    case BELOW -> " < " + operand;
                    case UP_TO -> " <= " + operand;
                    case ABOVE -> " > " + operand;
                    case FROM -> " >= " + operand;
                    case BETWEEN ->
                        " BETWEEN " + operand + " AND "
                                + operand(part, range.high().orElseThrow(), expression);
                    default -> " = " + operand;
                };
    }

    private static String operand(KeyPart part, Object value, Expression expression) {
        return expression.value(Attributes.value(part.neutral(value)));
    }

    private static Map<String, AttributeValue> startKey(Layout<?> layout, Scan scan, Position after) {
        var key = new HashMap<String, AttributeValue>();
        layout.putKey(after.key(), key);
        scan.index().ifPresent(index -> {
            Layout.put(index.partition(), scan.partition(), key);
            index.sort().ifPresent(sort -> Layout.put(sort, after.sort(), key));
        });
        return key;
    }

    /** The place of the last item that was looked at; null behind the end. */
    static @Nullable Position position(Layout<?> layout, Scan scan, Map<String, AttributeValue> last) {
        if (last.isEmpty()) {
            return null;
        }
        var sort = sort(layout, scan);
        return new Position(sort.isPresent() ? Layout.bytes(sort.get(), last) : NO_SORT, layout.itemKey(last));
    }

    /** A part of the whole table. */
    static ScanRequest.Builder chunk(Layout<?> layout, @Nullable String after, long now) {
        var request = ScanRequest.builder()
                .tableName(layout.name())
                .consistentRead(true)
                .limit(CHUNK);
        if (layout.isExpiring()) {
            var expression = new Expression(layout);
            request.filterExpression(unexpired(expression, now))
                    .expressionAttributeNames(expression.names())
                    .expressionAttributeValues(expression.values());
        }
        if (after != null) {
            var key = new HashMap<String, AttributeValue>();
            layout.putKey(readPlace(after), key);
            request.exclusiveStartKey(key);
        }
        return request;
    }

    /** A key as a text of visible characters. */
    static @Nullable String place(Layout<?> layout, Map<String, AttributeValue> last) {
        if (last.isEmpty()) {
            return null;
        }
        var key = layout.itemKey(last);
        var bytes = ByteBuffer.allocate(Short.BYTES + key.partition().length + key.sort().length)
                .putShort((short) key.partition().length)
                .put(key.partition())
                .put(key.sort())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static ItemKey readPlace(String place) {
        var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(place));
        var partition = new byte[bytes.getShort()];
        bytes.get(partition);
        var sort = new byte[bytes.remaining()];
        bytes.get(sort);
        return ItemKey.of(partition, sort);
    }
}
