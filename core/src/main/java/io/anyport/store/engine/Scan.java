package io.anyport.store.engine;

import io.anyport.mapping.InvalidInput;
import io.anyport.store.IndexSpec;
import io.anyport.store.KeyPart;
import io.anyport.store.Range;
import io.anyport.store.TableSpec;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A range, resolved against its table: one partition and an interval of sort keys as bytes, to be read in one direction. */
public final class Scan {

    private final Range range;
    private final @Nullable IndexSpec index;
    private final int indexNumber;
    private final byte[] partition;
    private final @Nullable Bound low;
    private final @Nullable Bound high;
    private final Cursors cursors;
    private final @Nullable Position after;

    private Scan(
            TableSpec<?> spec,
            Range range,
            @Nullable IndexSpec index,
            byte[] partition,
            @Nullable Bound low,
            @Nullable Bound high) {
        this.range = range;
        this.index = index;
        this.indexNumber = index == null ? -1 : spec.indexes().indexOf(index);
        this.partition = partition;
        this.low = low;
        this.high = high;
        this.cursors = new Cursors(spec.name(), this);
        this.after = range.cursor().isPresent() ? cursors.read(range.cursor().get()) : null;
    }

    /**
     * One end of an interval.
     *
     * @param sort the bytes of a sort key, not to be changed
     * @param inclusive whether the sort key itself is inside
     */
    @SuppressWarnings("ArrayRecordComponent") // compared and printed by nobody
    public record Bound(byte[] sort, boolean inclusive) {}

    /**
     * A place in the order of a scan: that of one item.
     *
     * @param sort the item's sort key in what is scanned, table or index
     * @param key the item's key in the table
     */
    @SuppressWarnings("ArrayRecordComponent") // compared and printed by nobody
    public record Position(byte[] sort, ItemKey key) {}

    /**
     * Resolves a range.
     *
     * @param spec the table
     * @param range the range
     * @return the scan
     * @throws IllegalArgumentException if the range does not fit the table
     * @throws InvalidInput if it holds a value that cannot be a key, or a cursor that is not this query's
     */
    public static Scan of(TableSpec<?> spec, Range range) {
        IndexSpec index = range.index()
                .map(name -> spec.index(name)
                        .orElseThrow(() ->
                                new IllegalArgumentException("table " + spec.name() + " has no index '" + name + "'")))
                .orElse(null);
        var partition = index == null ? spec.partition() : index.partition();
        var sort = index == null ? spec.sort() : index.sort();
        byte[] bytes = partition.encode(range.partition());
        if (range.comparison() == Range.Comparison.ANY) {
            return new Scan(spec, range, index, bytes, null, null);
        }
        var part = sort.orElseThrow(
                () -> new IllegalArgumentException((index == null ? "table " + spec.name() : "index " + index.name())
                        + " has no sort key to compare with"));
        return new Scan(spec, range, index, bytes, low(range, part), high(range, part));
    }

    private static @Nullable Bound low(Range range, KeyPart part) {
        return switch (range.comparison()) {
            case IS, FROM, BETWEEN -> new Bound(part.encode(operand(range.low())), true);
            case ABOVE -> new Bound(part.encode(operand(range.low())), false);
            case STARTING_WITH -> new Bound(part.encodePrefix(operand(range.low())), true);
            default -> null;
        };
    }

    private static @Nullable Bound high(Range range, KeyPart part) {
        return switch (range.comparison()) {
            case IS, UP_TO -> new Bound(part.encode(operand(range.low())), true);
            case BELOW -> new Bound(part.encode(operand(range.low())), false);
            case BETWEEN -> upper(part.encode(operand(range.high())), part.encode(operand(range.low())), part);
            case STARTING_WITH -> behind(part.encodePrefix(operand(range.low())));
            default -> null;
        };
    }

    private static Bound upper(byte[] high, byte[] low, KeyPart part) {
        if (Arrays.compareUnsigned(low, high) > 0) {
            throw InvalidInput.of(part.component(), "an upper bound that is not below the lower one");
        }
        return new Bound(high, true);
    }

    /** The first bytes behind all that begin with the prefix; null if there are none. */
    private static @Nullable Bound behind(byte[] prefix) {
        int last = prefix.length - 1;
        while (last >= 0 && prefix[last] == (byte) 0xFF) {
            last--;
        }
        if (last < 0) {
            return null;
        }
        byte[] next = Arrays.copyOf(prefix, last + 1);
        next[last]++;
        return new Bound(next, false);
    }

    private static Object operand(Optional<Object> value) {
        return value.orElseThrow();
    }

    /** {@return the range that was resolved} */
    public Range range() {
        return range;
    }

    /** {@return the index that is scanned, or empty for the table} */
    public Optional<IndexSpec> index() {
        return Optional.ofNullable(index);
    }

    /** {@return the number of the index among its table's, or -1 for the table} */
    public int indexNumber() {
        return indexNumber;
    }

    /** {@return the bytes of the partition key} */
    public byte[] partition() {
        return partition;
    }

    /** {@return the lower end of the interval, or null if it is open} */
    public @Nullable Bound low() {
        return low;
    }

    /** {@return the upper end of the interval, or null if it is open} */
    public @Nullable Bound high() {
        return high;
    }

    /** {@return the place behind which to begin, or null for the beginning} */
    public @Nullable Position after() {
        return after;
    }

    /**
     * Whether a sort key is inside the interval.
     *
     * @param sort its bytes
     * @return whether it is
     */
    public boolean contains(byte[] sort) {
        return (low == null || Arrays.compareUnsigned(sort, low.sort()) >= (low.inclusive() ? 0 : 1))
                && (high == null || Arrays.compareUnsigned(sort, high.sort()) <= (high.inclusive() ? 0 : -1));
    }

    /**
     * The cursor of a page.
     *
     * @param last the place of the last item on it
     * @return the cursor
     */
    public String cursor(Position last) {
        return cursors.write(last);
    }
}
