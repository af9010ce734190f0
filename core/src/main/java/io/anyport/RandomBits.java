package io.anyport;

import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Random bits for ids and waiting times: as fast as {@link ThreadLocalRandom}, and unlike it different in each process that goes on
 * from one snapshot, where the seeds of the JDK's generators are the same. For no secret: those take {@link SecureRandom}, whose bits
 * come from the system. Thread-safe.
 */
public final class RandomBits {

    private static final int SEED_BYTES = 8;

    /** What makes this process differ; zero as long as it is not one of several. */
    private static volatile long salt;

    private RandomBits() {}

    /** {@return 64 random bits} */
    public static long next() {
        return salted(ThreadLocalRandom.current().nextLong(), salt);
    }

    /**
     * {@return a random number}
     *
     * @param bound above it; it must be positive
     */
    public static long next(long bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("bound must be > 0, is " + bound);
        }
        return Long.remainderUnsigned(next(), bound);
    }

    /**
     * Makes this process differ from all others that went on from the same snapshot. {@link App#afterRestore} calls it; a process
     * without an application that is restored calls it itself.
     */
    public static void afterRestore() {
        salt = fresh() ^ System.nanoTime() ^ (System.currentTimeMillis() << 20);
    }

    /** The finalizer of MurmurHash3 with the constants of SplittableRandom, one to one: bits that differ stay different. */
    static long salted(long bits, long salt) {
        if (salt == 0) {
            return bits;
        }
        long z = bits + salt;
        z = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    /** From the system itself: what a SecureRandom has read ahead is in the snapshot as well. */
    private static long fresh() {
        byte[] seed;
        try (InputStream system = new FileInputStream("/dev/urandom")) {
            seed = system.readNBytes(SEED_BYTES);
        } catch (IOException elsewhere) {
            seed = new SecureRandom().generateSeed(SEED_BYTES);
        }
        long bits = 0;
        for (byte octet : seed) {
            bits = (bits << 8) | (octet & 0xff);
        }
        return bits;
    }
}
