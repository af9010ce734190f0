package todo;

import static io.anyport.store.Condition.atLeast;
import static io.anyport.store.Condition.is;
import static io.anyport.store.Range.partition;
import static io.anyport.store.Update.add;
import static io.anyport.store.Update.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.jdbc.JdbcStore;
import io.anyport.mapping.InvalidInput;
import io.anyport.memory.Faults;
import io.anyport.memory.MemoryOptions;
import io.anyport.memory.MemoryStore;
import io.anyport.store.Get;
import io.anyport.store.Key;
import io.anyport.store.Page;
import io.anyport.store.RetryPolicy;
import io.anyport.store.Store;
import io.anyport.store.StoreCopy;
import io.anyport.store.StoreException;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of docs/stores.md. */
class StoresGuideTest {

    enum State {
        OPEN,
        PAID,
        SHIPPED
    }

    record Order(
            String customer,
            LocalDate day,
            String number,
            State state,
            Optional<String> openSince,
            int total,
            long version) {

        Order paid() {
            return new Order(customer, day, number, State.PAID, Optional.empty(), total, version);
        }
    }

    static final TableSpec<Order> ORDERS = TableSpec.of("orders", Order.class)
            .key("customer", "number")
            .index("by-day", "customer", "day")
            .index("open", "openSince")
            .version("version");

    record Account(String id, long balance) {}

    static final TableSpec<Account> ACCOUNTS =
            TableSpec.of("accounts", Account.class).key("id");

    record Session(String token, String user, Instant expires) {}

    static final TableSpec<Session> SESSIONS =
            TableSpec.of("sessions", Session.class).key("token").expiry("expires");

    private final Store store = new MemoryStore();
    private final Table<Order> orders = store.table(ORDERS);
    private final Table<Account> accounts = store.table(ACCOUNTS);

    private static Order order(String number, int day) {
        return new Order("ada", LocalDate.of(2026, 11, day), number, State.OPEN, Optional.of("open"), 100, 0);
    }

    @Test
    void reading() {
        orders.insert(order("1", 1));
        orders.insert(order("2", 2));

        Optional<Order> one = orders.get(Key.of("ada", "1"));
        var some = orders.getAll(List.of(Key.of("ada", "1"), Key.of("ada", "2"), Key.of("ada", "3")));
        Page<Order> page = orders.query(partition("ada").limit(1));
        Page<Order> next = orders.query(partition("ada").limit(1).after(page.next()));

        assertTrue(one.isPresent());
        assertEquals(2, some.size());
        assertEquals("2", next.items().get(0).number());

        orders.query(partition("ada").on("by-day"));
        List<Order> november = orders.stream(partition("ada")
                        .on("by-day")
                        .from(LocalDate.of(2026, 11, 1))
                        .backwards())
                .toList();

        assertEquals(List.of("2", "1"), november.stream().map(Order::number).toList());
    }

    @Test
    void writing() {
        var inserted = orders.insert(order("1", 1));
        assertEquals(1, inserted.version());

        try {
            orders.replace(inserted.paid());
        } catch (ConditionFailed changed) {
            Optional<Order> current = changed.current(Order.class);
            assertTrue(current.isPresent());
        }

        orders.put(inserted.paid(), is("state", State.PAID));
        assertThrows(ConditionFailed.class, () -> orders.put(inserted, is("state", State.OPEN)));
    }

    @Test
    void updating() {
        accounts.put(new Account("ada", 10));

        var after = accounts.update(Key.of("ada"), add("balance", -3), atLeast("balance", 3));
        accounts.update(Key.of("grace"), add("balance", 1).orInsert());

        assertEquals(7, after.balance());
        assertEquals(Optional.of(new Account("grace", 1)), accounts.get(Key.of("grace")));
    }

    @Test
    void batches() {
        var writes = new ArrayList<Write<Order>>();
        for (int i = 1; i <= 30; i++) {
            writes.add(Write.put(ORDERS, order("" + i, i)));
        }
        orders.writeAll(writes);

        assertEquals(30, orders.stream(partition("ada")).count());
    }

    @Test
    void transactions() {
        accounts.put(new Account("ada", 10));
        accounts.put(new Account("grace", 0));

        store.transact(
                "payment-4711",
                Write.update(ACCOUNTS, Key.of("ada"), add("balance", -3), atLeast("balance", 3)),
                Write.update(ACCOUNTS, Key.of("grace"), add("balance", 3)),
                Write.insert(ORDERS, order("1", 1)));

        var ada = Get.of(ACCOUNTS, Key.of("ada"));
        var grace = Get.of(ACCOUNTS, Key.of("grace"));
        var both = store.transactGet(ada, grace);
        long sum = both.get(ada).orElseThrow().balance()
                + both.get(grace).orElseThrow().balance();
        assertEquals(10, sum);
        assertEquals(7, both.get(ada).orElseThrow().balance());
    }

    @Test
    void expiry() {
        var sessions = store.table(SESSIONS);
        sessions.put(new Session("t1", "ada", Instant.now().minusSeconds(1)));

        assertEquals(Optional.empty(), sessions.get(Key.of("t1")));
        long removed = sessions.removeExpired();

        assertEquals(1, removed);
    }

    @Test
    void faults() {
        var faulty = new MemoryStore(MemoryOptions.standard()
                .faults(Faults.seeded(7).conflicts(0.2).throttling(0.1))
                .retry(RetryPolicy.standard().attempts(10).backoff(Duration.ZERO, Duration.ZERO)));

        var table = faulty.table(ACCOUNTS);
        for (int i = 0; i < 100; i++) {
            table.update(Key.of("ada"), add("balance", 1).orInsert());
        }
        assertEquals(100, table.get(Key.of("ada")).orElseThrow().balance());

        var unlucky =
                new MemoryStore(MemoryOptions.standard().faults(Faults.seeded(7).unknown(1)));
        assertThrows(StoreException.Unknown.class, () -> unlucky.table(ACCOUNTS).put(new Account("ada", 1)));
    }

    @Test
    void limits() {
        var large = new Session("t".repeat(2_049), "ada", Instant.MAX);
        assertThrows(InvalidInput.class, () -> store.table(SESSIONS).put(large));
    }

    @Test
    void copying(@TempDir Path folder) {
        orders.insert(order("1", 1));
        accounts.put(new Account("ada", 10));

        try (var h2 = JdbcStore.open("jdbc:h2:" + folder.resolve("data"))) {
            h2.createTables(ORDERS, ACCOUNTS);
            var copy = StoreCopy.between(store, h2).checkpoint(folder.resolve("copy.properties"));
            var copied = copy.copy(ORDERS);
            copy.copy(ACCOUNTS);

            assertEquals(1, copied.records());
            assertFalse(copied.checksum().isEmpty());
            assertEquals(orders.get(Key.of("ada", "1")), h2.table(ORDERS).get(Key.of("ada", "1")));
        }
    }

    @Test
    void settingWhatIsSparse() {
        orders.insert(order("1", 1));

        orders.update(Key.of("ada", "1"), set("state", State.SHIPPED));

        assertEquals(State.SHIPPED, orders.get(Key.of("ada", "1")).orElseThrow().state());
    }
}
