package io.anyport.jackson;

import java.io.OutputStream;
import java.util.Arrays;

/** Collects what a generator flushes: once and at the end for all but large documents, which then costs one copy. */
final class Output extends OutputStream {

    private static final byte[] NOTHING = {};

    private byte[] collected = NOTHING;

    byte[] bytes() {
        return collected;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        int before = collected.length;
        if (before == 0) {
            collected = Arrays.copyOfRange(bytes, offset, offset + length);
            return;
        }
        collected = Arrays.copyOf(collected, before + length);
        System.arraycopy(bytes, offset, collected, before, length);
    }
}
