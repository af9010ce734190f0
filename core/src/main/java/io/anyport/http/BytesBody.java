package io.anyport.http;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.OptionalLong;

/** Bytes that are there. */
final class BytesBody implements Body {

    static final BytesBody EMPTY = new BytesBody(new byte[0]);

    private final byte[] bytes;

    BytesBody(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(bytes.length);
    }

    @Override
    public InputStream stream() {
        return new ByteArrayInputStream(bytes);
    }

    @Override
    public String toString() {
        return "Body[" + bytes.length + "]";
    }
}
