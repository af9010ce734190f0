package io.anyport.undertow;

/** How much of the heap clients may take up by being slow, in bytes: with bodies that come, and with answers that go. Immutable. */
record Memory(long bodies, long answers) {

    static final Memory USUAL = new Memory(
            Runtime.getRuntime().maxMemory() / 4, Runtime.getRuntime().maxMemory() / 8);

    Memory {
        if (bodies < 1) {
            throw new IllegalArgumentException("bodies must be >= 1 byte, is " + bodies);
        }
        if (answers < 1) {
            throw new IllegalArgumentException("answers must be >= 1 byte, is " + answers);
        }
    }
}
