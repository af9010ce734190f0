package io.anyport.undertow;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads a chunked body strictly, byte by byte (RFC 9112, 7.1): sizes are hexadecimal digits and nothing else, each line ends with CR and
 * LF, extensions and trailers have a limit. For one connection, used again for each body.
 */
final class ChunkBytes {

    private static final int MOST_DIGITS = 15;

    /** Of extensions, of trailers, and of zeros in front of sizes, in one body; and as many more as it has content. */
    private static final int MOST_BYTES = 16 * 1024;

    private enum At {
        SIZE,
        DIGITS,
        SPACE,
        EXTENSION,
        EXTENSION_NAME,
        NAME_END,
        EXTENSION_VALUE,
        VALUE,
        QUOTED,
        ESCAPED,
        QUOTED_END,
        SIZE_END,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER,
        NAME,
        CONTENT,
        TRAILER_END,
        LAST_LF,
        END
    }

    private final long limit;
    private At at = At.SIZE;
    private int digits;
    private long size;
    private long total;
    private int more;
    private @Nullable Violation violation;

    ChunkBytes(long limit) {
        this.limit = limit;
    }

    /** Begins with another body. */
    void reset() {
        at = At.SIZE;
        total = 0;
        more = 0;
        next();
    }

    private void next() {
        digits = 0;
        size = 0;
    }

    boolean isEnd() {
        return at == At.END;
    }

    /**
     * Reads from a place on.
     *
     * @return the first byte that is no part of the body, or that is wrong, in which case a violation is set
     */
    int read(ByteBuffer bytes, int start, int end) {
        int i = start;
        while (i < end && at != At.END) {
            if (at == At.DATA) {
                long step = Math.min(size, end - i);
                size -= step;
                i += (int) step;
                at = size == 0 ? At.DATA_CR : At.DATA;
                continue;
            }
            violation = step(bytes.get(i));
            if (violation != null) {
                return i;
            }
            i++;
        }
        return i;
    }

    @Nullable
    Violation violation() {
        return violation;
    }

    private @Nullable Violation step(byte b) {
        switch (at) {
            case SIZE, DIGITS -> {
                return size(b);
            }
            case SPACE, EXTENSION, EXTENSION_NAME, NAME_END, EXTENSION_VALUE, VALUE, QUOTED, ESCAPED, QUOTED_END -> {
                return isOverhead() ? Violation.CHUNK : extension(b);
            }
            case SIZE_END -> {
                at = size == 0 ? At.TRAILER : At.DATA;
                return b == '\n' ? null : Violation.CHUNK;
            }
            case DATA_CR -> {
                at = At.DATA_LF;
                return b == '\r' ? null : Violation.CHUNK;
            }
            case DATA_LF -> {
                at = At.SIZE;
                next();
                return b == '\n' ? null : Violation.CHUNK;
            }
            default -> {
                return isOverhead() ? Violation.CHUNK : trailer(b);
            }
        }
    }

    /** Counts a byte that is no content. {@return whether there are too many} Long bodies may have more of them. */
    private boolean isOverhead() {
        return ++more > MOST_BYTES + total;
    }

    private @Nullable Violation size(byte b) {
        int digit = Characters.hex(b);
        if (digit >= 0) {
            at = At.DIGITS;
            size = size * 16 + digit;
            if (size == 0) {
                return isOverhead() ? Violation.CHUNK : null; // zeros in front
            }
            return ++digits > MOST_DIGITS ? Violation.CHUNK : null;
        }
        if (at == At.SIZE) {
            return Violation.CHUNK;
        }
        total += size;
        if (total > limit) {
            return Violation.TOO_LONG;
        }
        return sizeEnd(b);
    }

    private @Nullable Violation sizeEnd(byte b) {
        at = b == '\r' ? At.SIZE_END : b == ';' ? At.EXTENSION : At.SPACE;
        return b == '\r' || b == ';' || Characters.isSpace(b) ? null : Violation.CHUNK;
    }

    /** {@code *( BWS ";" BWS name [ BWS "=" BWS ( token / quoted-string ) ] )}, RFC 9112, 7.1.1. */
    private @Nullable Violation extension(byte b) {
        boolean isToken = Characters.isToken(b);
        boolean isSpace = Characters.isSpace(b);
        switch (at) {
            case SPACE -> {
                at = b == ';' ? At.EXTENSION : At.SPACE;
                return isSpace || b == ';' ? null : Violation.CHUNK;
            }
            case EXTENSION -> {
                at = isToken ? At.EXTENSION_NAME : At.EXTENSION;
                return isToken || isSpace ? null : Violation.CHUNK;
            }
            case EXTENSION_NAME -> {
                if (isToken) {
                    return null;
                }
                return isSpace || b == '=' ? nameEnd(b) : sizeEnd(b);
            }
            case NAME_END -> {
                return nameEnd(b);
            }
            case EXTENSION_VALUE -> {
                at = isToken ? At.VALUE : b == '"' ? At.QUOTED : At.EXTENSION_VALUE;
                return isToken || isSpace || b == '"' ? null : Violation.CHUNK;
            }
            case VALUE -> {
                return isToken ? null : sizeEnd(b);
            }
            case QUOTED -> {
                at = b == '"' ? At.QUOTED_END : b == '\\' ? At.ESCAPED : At.QUOTED;
                return Characters.isField(b) ? null : Violation.CHUNK;
            }
            case ESCAPED -> {
                at = At.QUOTED;
                return Characters.isField(b) ? null : Violation.CHUNK;
            }
            default -> {
                return sizeEnd(b);
            }
        }
    }

    private @Nullable Violation nameEnd(byte b) {
        boolean isSpace = Characters.isSpace(b);
        at = isSpace ? At.NAME_END : b == ';' ? At.EXTENSION : At.EXTENSION_VALUE;
        return isSpace || b == ';' || b == '=' ? null : Violation.CHUNK;
    }

    private @Nullable Violation trailer(byte b) {
        switch (at) {
            case TRAILER -> {
                at = b == '\r' ? At.LAST_LF : At.NAME;
                return b == '\r' || Characters.isToken(b) ? null : Violation.CHUNK;
            }
            case NAME -> {
                at = b == ':' ? At.CONTENT : At.NAME;
                return b == ':' || Characters.isToken(b) ? null : Violation.CHUNK;
            }
            case CONTENT -> {
                at = b == '\r' ? At.TRAILER_END : At.CONTENT;
                return b == '\r' || Characters.isField(b) ? null : Violation.CHUNK;
            }
            case TRAILER_END -> {
                at = At.TRAILER;
                return b == '\n' ? null : Violation.CHUNK;
            }
            default -> {
                at = At.END;
                return b == '\n' ? null : Violation.CHUNK;
            }
        }
    }
}
