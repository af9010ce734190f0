package io.anyport.memory;

import io.anyport.store.engine.ItemKey;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What was there before the last writes, for eventual reads to see once. Not thread-safe. */
final class Late {

    /** Nobody reads most rows eventually, so only the last writes are kept. */
    private static final int MOST = 100;

    private final boolean everLate;
    private final Map<ItemKey, @Nullable Row> before = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ItemKey, @Nullable Row> eldest) {
            return size() > MOST;
        }
    };

    Late(boolean everLate) {
        this.everLate = everLate;
    }

    void add(ItemKey key, @Nullable Row row) {
        if (everLate) {
            before.put(key, row);
        }
    }

    boolean isLate(ItemKey key) {
        return before.containsKey(key);
    }

    @Nullable
    Row remove(ItemKey key) {
        return before.remove(key);
    }

    void clear() {
        before.clear();
    }
}
