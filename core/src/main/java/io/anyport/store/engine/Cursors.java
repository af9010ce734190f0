package io.anyport.store.engine;

import io.anyport.mapping.Fault;
import io.anyport.mapping.InvalidInput;
import io.anyport.store.engine.Scan.Bound;
import io.anyport.store.engine.Scan.Position;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes and reads the cursors of one query: the key of the last item, behind a digest of itself and of everything that
 * the query is but its limit, in base64 that is safe in a URL (RFC 4648, section 5).
 *
 * <p>The digest keeps a cursor from being used with another query by mistake. It is no signature: whoever forges one
 * still reads nothing but this query's own partition and interval.
 */
final class Cursors {

    private static final int DIGEST_BYTES = 8;
    private static final byte FORMAT = 1;

    private final String table;
    private final Scan scan;

    Cursors(String table, Scan scan) {
        this.table = table;
        this.scan = scan;
    }

    String write(Position last) {
        byte[] place = scan.index().isPresent() ? indexPlace(last) : last.sort();
        byte[] cursor = ByteBuffer.allocate(DIGEST_BYTES + place.length)
                .put(digest(place), 0, DIGEST_BYTES)
                .put(place)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    private static byte[] indexPlace(Position last) {
        byte[] partition = last.key().partition();
        byte[] sort = last.key().sort();
        return ByteBuffer.allocate(2 * Short.BYTES + last.sort().length + partition.length + sort.length)
                .putShort((short) last.sort().length)
                .put(last.sort())
                .putShort((short) partition.length)
                .put(partition)
                .put(sort)
                .array();
    }

    Position read(String cursor) {
        byte[] bytes = decode(cursor);
        if (bytes.length < DIGEST_BYTES) {
            throw refused();
        }
        byte[] place = Arrays.copyOfRange(bytes, DIGEST_BYTES, bytes.length);
        if (!Arrays.equals(bytes, 0, DIGEST_BYTES, digest(place), 0, DIGEST_BYTES)) {
            throw refused();
        }
        var position = scan.index().isPresent()
                ? readIndexPlace(place)
                : new Position(place, ItemKey.of(scan.partition(), place));
        if (!scan.contains(position.sort())) {
            throw refused();
        }
        return position;
    }

    private static byte[] decode(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(cursor)) {
                return bytes; // otherwise it has bits that stand for nothing
            }
        } catch (IllegalArgumentException notBase64) {
            // told below
        }
        throw refused();
    }

    private static Position readIndexPlace(byte[] place) {
        try {
            var buffer = ByteBuffer.wrap(place);
            byte[] sort = take(buffer, buffer.getShort());
            byte[] partition = take(buffer, buffer.getShort());
            return new Position(sort, ItemKey.of(partition, take(buffer, buffer.remaining())));
        } catch (java.nio.BufferUnderflowException | NegativeArraySizeException forged) {
            throw refused();
        }
    }

    private static byte[] take(ByteBuffer buffer, int length) {
        if (length > buffer.remaining()) {
            throw refused();
        }
        var bytes = new byte[length];
        buffer.get(bytes);
        return bytes;
    }

    private static InvalidInput refused() {
        return InvalidInput.of(
                List.of(new Fault(Fault.Place.QUERY, "cursor", "a cursor that the same query has answered")));
    }

    private byte[] digest(byte[] place) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(FORMAT);
            add(digest, table.getBytes(StandardCharsets.UTF_8));
            add(digest, scan.range().index().orElse("").getBytes(StandardCharsets.UTF_8));
            add(digest, scan.partition());
            digest.update((byte) (scan.range().isBackwards() ? 1 : 0));
            add(digest, scan.range().comparison().name().getBytes(StandardCharsets.UTF_8));
            add(digest, scan.low());
            add(digest, scan.high());
            return digest.digest(place);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void add(MessageDigest digest, @Nullable Bound bound) {
        add(digest, bound == null ? new byte[0] : bound.sort());
    }

    private static void add(MessageDigest digest, byte[] bytes) {
        digest.update((byte) (bytes.length >> 8));
        digest.update((byte) bytes.length);
        digest.update(bytes);
    }
}
