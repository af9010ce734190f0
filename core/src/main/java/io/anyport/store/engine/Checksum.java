package io.anyport.store.engine;

import io.anyport.store.TableSpec;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;

/**
 * The sum of the digests of records, which is the same in whatever order they come. Not thread-safe.
 *
 * @param <T> the record
 */
public final class Checksum<T> {

    private final TableSpec<T> spec;
    private final long[] sums = new long[4];
    private long count;

    /**
     * The sum of nothing.
     *
     * @param spec the table that the records are of
     */
    public Checksum(TableSpec<T> spec) {
        this.spec = spec;
    }

    /**
     * Adds a record, with its version if the table has versions.
     *
     * @param record the record
     */
    public void add(T record) {
        var digest = ByteBuffer.wrap(ChangeDigest.of(List.of(Change.verbatim(spec, record))));
        for (int i = 0; i < sums.length; i++) {
            sums[i] += digest.getLong();
        }
        count++;
    }

    /** {@return how many records there were} */
    public long count() {
        return count;
    }

    /** {@return the sum, as 64 hexadecimal digits} */
    @Override
    public String toString() {
        var text = new StringBuilder();
        for (long sum : sums) {
            text.append(HexFormat.of().toHexDigits(sum));
        }
        return text.toString();
    }
}
