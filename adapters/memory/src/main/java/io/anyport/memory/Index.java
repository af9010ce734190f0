package io.anyport.memory;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** An index, with the writes that it does not show yet. Not thread-safe. */
final class Index {

    /** Older writes are shown although nobody has asked, since an index that is never read must not keep them all. */
    private static final int MOST_PENDING = 100;

    private final int number;
    private final boolean late;
    private final Ordered rows = new Ordered();
    private final Deque<Change> pending = new ArrayDeque<>();

    Index(int number, boolean late) {
        this.number = number;
        this.late = late;
    }

    private record Change(@Nullable Row before, @Nullable Row after) {}

    void add(@Nullable Row before, @Nullable Row after) {
        pending.add(new Change(before, after));
        if (!late || pending.size() > MOST_PENDING) {
            apply(pending.remove());
        }
    }

    Ordered rows() {
        return rows;
    }

    void settle() {
        while (!pending.isEmpty()) {
            apply(pending.remove());
        }
    }

    private void apply(Change change) {
        if (change.before() != null) {
            var key = change.before().item().indexKeys().get(number);
            if (key != null) {
                rows.remove(key, change.before().item().key());
            }
        }
        if (change.after() != null) {
            var key = change.after().item().indexKeys().get(number);
            if (key != null) {
                rows.put(key, change.after());
            }
        }
    }
}
