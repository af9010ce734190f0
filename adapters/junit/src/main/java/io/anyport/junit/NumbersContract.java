package io.anyport.junit;

import static io.anyport.junit.Account.ACCOUNTS;
import static io.anyport.junit.Account.KEY;
import static io.anyport.store.Update.add;
import static io.anyport.store.Update.remove;
import static io.anyport.store.Update.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.mapping.InvalidInput;
import io.anyport.store.Key;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.store.Update;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.DoubleAdder;
import org.junit.jupiter.api.Test;

/** What updates add to numbers. */
interface NumbersContract extends StoreSource {

    private static void assertRefused(Table<Account> accounts, Update beyond) {
        var before = accounts.get(KEY);
        assertThrows(InvalidInput.class, () -> accounts.update(KEY, beyond));
        assertThrows(InvalidInput.class, () -> accounts.update(KEY, beyond.orInsert()));
        assertEquals(before, accounts.get(KEY));
    }

    private static void assertBounds(Table<Account> accounts, String component, long least, long most) {
        for (long bound : new long[] {least, most}) {
            int beyond = bound < 0 ? -1 : 1;
            var near = BigInteger.valueOf(bound).subtract(BigInteger.valueOf(beyond));
            accounts.update(KEY, set(component, near));
            accounts.update(KEY, add(component, beyond));
            assertRefused(accounts, add(component, beyond));
            assertRefused(accounts, add("boxed", 1).and(add(component, beyond)));
            assertRefused(accounts, set(component, BigInteger.valueOf(bound).add(BigInteger.valueOf(beyond))));
            accounts.update(KEY, add(component, -beyond));
            accounts.update(KEY, set(component, bound));
            accounts.update(KEY, set(component, 0));
            accounts.update(KEY, add(component, bound));
            assertRefused(accounts, add(component, beyond));
        }
    }

    @Test
    default void integersStayInTheBoundsOfTheirType() throws Exception {
        with(ACCOUNTS, accounts -> {
            accounts.insert(Account.empty());
            assertBounds(accounts, "tiny", Byte.MIN_VALUE, Byte.MAX_VALUE);
            assertBounds(accounts, "small", Short.MIN_VALUE, Short.MAX_VALUE);
            assertBounds(accounts, "medium", Integer.MIN_VALUE, Integer.MAX_VALUE);
            assertBounds(accounts, "large", Long.MIN_VALUE, Long.MAX_VALUE);
            var last = accounts.get(KEY).orElseThrow();
            assertEquals(Byte.MAX_VALUE, last.tiny());
            assertEquals(Short.MAX_VALUE, last.small());
            assertEquals(Integer.MAX_VALUE, last.medium());
            assertEquals(Long.MAX_VALUE, last.large());
            assertEquals(null, last.boxed());
        });
    }

    @Test
    default void whatIsAddedMayBeBeyondTheTypeIfTheSumIsNot() throws Exception {
        with(ACCOUNTS, accounts -> {
            accounts.insert(Account.empty());
            accounts.update(KEY, set("tiny", Byte.MIN_VALUE));
            assertEquals(127, accounts.update(KEY, add("tiny", 255)).tiny());
            assertRefused(accounts, add("tiny", -256));
            accounts.update(KEY, set("large", Long.MIN_VALUE));
            var most = new BigInteger("18446744073709551615");
            assertEquals(
                    Long.MAX_VALUE, accounts.update(KEY, add("large", most)).large());
        });
    }

    @Test
    default void aNumberThatIsMissingCountsAsZero() throws Exception {
        with(ACCOUNTS, accounts -> {
            accounts.insert(Account.empty());
            var added =
                    accounts.update(KEY, add("boxed", 1).and(add("rank", -2)).and(add("exact", new BigDecimal("0.5"))));
            assertEquals(1, added.boxed());
            assertEquals(Optional.of(-2), added.rank());
            assertEquals(new BigDecimal("0.5"), added.exact());
            accounts.update(KEY, remove("boxed").and(remove("exact")));
            assertEquals(5, accounts.update(KEY, add("boxed", 5)).boxed());
            assertRefused(accounts, add("boxed", Integer.MAX_VALUE));
            assertRefused(accounts, add("rank", Integer.MIN_VALUE));
        });
    }

    @Test
    default void sumsAreExact() throws Exception {
        with(ACCOUNTS, accounts -> {
            accounts.insert(Account.empty());
            accounts.update(KEY, add("fine", 0.1).and(add("exact", 0.1)));
            var sum = accounts.update(KEY, add("fine", 0.2).and(add("exact", 0.2f)));
            assertEquals(0.3, sum.fine()); // 0.1 + 0.2 is 0.30000000000000004
            assertEquals(new BigDecimal("0.3"), sum.exact());
            for (String step : List.of("-0.3", "9999999999999999999999", "0.0000000000000001", "-1E21")) {
                var before = accounts.get(KEY).orElseThrow().exact();
                var number = new BigDecimal(step);
                var expected = (before == null ? BigDecimal.ZERO : before).add(number);
                var found = accounts.update(KEY, add("exact", number)).exact();
                assertEquals(0, expected.compareTo(found == null ? BigDecimal.ONE : found), step);
            }
            assertEquals(0, accounts.update(KEY, add("fine", -0.3)).fine());
            accounts.update(KEY, add("fine", 1e20));
            accounts.update(KEY, add("fine", 0.1)); // more digits than a double has
            accounts.update(KEY, add("medium", 1));
            assertEquals(0.1, accounts.update(KEY, add("fine", -1e20)).fine());
        });
    }

    @Test
    default void sumsHaveAtMost38Digits() throws Exception {
        with(ACCOUNTS, accounts -> {
            var nines = new BigDecimal("9".repeat(38));
            accounts.insert(Account.empty());
            accounts.update(KEY, set("exact", nines));
            assertRefused(accounts, add("exact", new BigDecimal("0.1")));
            assertRefused(accounts, add("exact", new BigDecimal("1E-130")));
            var sum = accounts.update(KEY, add("exact", 1)).exact(); // has one digit
            assertEquals(new BigDecimal("1" + "0".repeat(38)), sum);
            accounts.update(KEY, set("exact", new BigDecimal("9E125")));
            assertRefused(accounts, add("exact", new BigDecimal("9E125")));
            assertRefused(accounts, add("exact", new BigDecimal("1E126")));
            assertRefused(accounts, set("exact", new BigDecimal("0." + "9".repeat(39))));
        });
    }

    /** A number that has fewer values than a double. */
    record Reading(String id, float value) {
        static final TableSpec<Reading> READINGS =
                TableSpec.of("readings", Reading.class).key("id");
    }

    @Test
    default void floatsStayInTheBoundsOfTheirType() throws Exception {
        with(Reading.READINGS, readings -> {
            var key = Key.of("a");
            readings.insert(new Reading("a", 3e38f));
            assertThrows(InvalidInput.class, () -> readings.update(key, add("value", 3e38)));
            assertThrows(InvalidInput.class, () -> readings.update(key, set("value", 1e39)));
            assertThrows(
                    InvalidInput.class,
                    () -> readings.update(key, set("value", -1e39).orInsert()));
            assertEquals(3e38f, readings.get(key).orElseThrow().value());
            assertEquals(
                    Float.MAX_VALUE,
                    readings.update(key, set("value", Float.MAX_VALUE)).value());
            assertEquals(
                    -Float.MAX_VALUE,
                    readings.update(key, set("value", -Float.MAX_VALUE)).value());
        });
    }

    @Test
    default void noFractionIsCutOff() throws Exception {
        with(ACCOUNTS, accounts -> {
            accounts.insert(Account.empty());
            var fraction = new DoubleAdder();
            fraction.add(1.5);
            assertThrows(IllegalArgumentException.class, () -> accounts.update(KEY, add("large", fraction)));
            assertThrows(IllegalArgumentException.class, () -> accounts.update(KEY, set("large", 1.5)));
            assertEquals(
                    7, accounts.update(KEY, set("large", new AtomicLong(7))).large());
        });
    }
}
