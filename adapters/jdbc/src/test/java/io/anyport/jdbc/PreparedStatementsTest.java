package io.anyport.jdbc;

import static io.anyport.store.Condition.is;
import static io.anyport.store.Range.partition;
import static io.anyport.store.Update.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.store.Get;
import io.anyport.store.Key;
import io.anyport.store.Store;
import io.anyport.store.StoreCopy;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What a record holds is bound to statements, and stands in none. */
class PreparedStatementsTest {

    private static final String EVIL = "it's \"evil\"; --";
    private static final String WORSE = "worse' OR '1'='1";
    private static final long NOW = 1_234_567_890;

    record Visit(String site, String page, String text, Optional<Instant> expires, long version) {}

    private static final TableSpec<Visit> VISITS = TableSpec.of("visits", Visit.class)
            .key("site", "page")
            .index("by-text", "text", "page")
            .version("version")
            .expiry("expires");

    private static DataSource database(String product) {
        if (product.equals("H2")) {
            var database = new JdbcDataSource();
            database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
            return database;
        }
        var database = new PGSimpleDataSource();
        database.setURL(Servers.url(Servers.schema()));
        return database;
    }

    /** Every statement that is prepared, and how many are not. */
    private static final class Seen implements WatchedSource.Watcher {

        final Set<String> prepared = ConcurrentHashMap.newKeySet();
        final AtomicInteger created = new AtomicInteger();

        @Override
        public void prepares(String sql) {
            prepared.add(sql);
        }

        @Override
        public void creates() {
            created.incrementAndGet();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void everyStatementIsPreparedAndHoldsNoValue(String product) {
        var seen = new Seen();
        var clock = Clock.fixed(Instant.ofEpochSecond(NOW), ZoneOffset.UTC);
        var source = WatchedSource.of(database(product), seen);
        var store = JdbcStore.open(source, JdbcOptions.standard().clock(clock));
        store.createTables(VISITS);
        everyOperation(store);
        assertEquals(0, seen.created.get(), "statements that are not prepared");
        assertFalse(seen.prepared.isEmpty());
        for (String sql : seen.prepared) {
            for (String value : List.of("evil", "worse", "4711", "567890")) { // "anyport-tokens" and the like are names
                assertFalse(sql.contains(value), sql);
            }
        }
    }

    private static Visit visit(String page, String text) {
        return new Visit(EVIL, page, text, Optional.empty(), 0);
    }

    private static void everyOperation(Store store) {
        var visits = store.table(VISITS);
        var first = visits.insert(visit(EVIL, WORSE));
        var key = Key.of(EVIL, EVIL);
        assertThrows(ConditionFailed.class, () -> visits.insert(first));
        assertEquals(Optional.of(first), visits.get(key));
        var second = visits.replace(first);
        assertEquals(3, visits.put(second, is("text", WORSE)).version());
        assertEquals(EVIL, visits.update(key, set("text", EVIL)).text());
        visits.writeAll(List.of(
                Write.put(VISITS, visit("4711", WORSE)),
                Write.put(VISITS, visit("a", WORSE)),
                Write.delete(VISITS, key)));
        assertEquals(1, visits.getAll(List.of(key, Key.of(EVIL, "4711"))).size());
        assertEquals(2, visits.query(partition(EVIL).from("0")).items().size());
        var page = visits.query(partition(WORSE).on("by-text").limit(1));
        assertEquals(
                1,
                visits.query(partition(WORSE).on("by-text").after(page.next()))
                        .items()
                        .size());
        store.transact(
                "evil'\"--",
                Write.update(VISITS, Key.of(EVIL, "4711"), set("text", EVIL), is("text", WORSE)),
                Write.check(VISITS, Key.of(EVIL, "a"), is("text", WORSE)));
        var get = Get.of(VISITS, Key.of(EVIL, "4711"));
        assertEquals(EVIL, store.transactGet(get).get(get).orElseThrow().text());
        visits.put(new Visit(WORSE, "gone", EVIL, Optional.of(Instant.ofEpochSecond(NOW)), 0));
        assertEquals(1, visits.removeExpired());
        assertEquals(2, StoreCopy.between(store, store).copy(VISITS).records());
        assertEquals(true, visits.delete(Key.of(EVIL, "a")));
    }
}
