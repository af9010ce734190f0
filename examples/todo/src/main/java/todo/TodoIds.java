package todo;

import io.anyport.RandomBits;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Ids that sort by the time they were made, also within a millisecond; 26 hexadecimal digits. Thread-safe. */
final class TodoIds implements Supplier<String> {

    private static final int COUNTER_BITS = 12;

    private final LongSupplier millis;
    private final AtomicLong last = new AtomicLong();

    TodoIds(LongSupplier millis) {
        this.millis = millis;
    }

    @Override
    public String get() {
        long now = millis.getAsLong() << COUNTER_BITS;
        long next = last.updateAndGet(previous -> Math.max(previous + 1, now));
        return HexFormat.of().toHexDigits(next) + HexFormat.of().toHexDigits(RandomBits.next(), 10);
    }
}
