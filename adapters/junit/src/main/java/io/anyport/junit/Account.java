package io.anyport.junit;

import io.anyport.store.Key;
import io.anyport.store.TableSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The record of the tests of updates: numbers of all sizes, and components that may be missing. */
record Account(
        String bank,
        String id,
        @Nullable String owner,
        Optional<Integer> rank,
        byte tiny,
        short small,
        int medium,
        long large,
        double fine,
        @Nullable BigDecimal exact,
        @Nullable Integer boxed,
        List<String> tags,
        @Nullable Instant until,
        long version) {

    static final TableSpec<Account> ACCOUNTS = TableSpec.of("accounts", Account.class)
            .key("bank", "id")
            .index("by-owner", "owner", "rank")
            .version("version")
            .expiry("until");

    /** The key of {@link #empty}. */
    static final Key KEY = Key.of("b", "1");

    static Account empty() {
        return new Account(
                "b", "1", null, Optional.empty(), (byte) 0, (short) 0, 0, 0, 0, null, null, List.of(), null, 0);
    }

    Account version(long newVersion) {
        return new Account(
                bank, id, owner, rank, tiny, small, medium, large, fine, exact, boxed, tags, until, newVersion);
    }

    Account owned(@Nullable String newOwner, @Nullable Integer newRank) {
        return new Account(
                bank,
                id,
                newOwner,
                Optional.ofNullable(newRank),
                tiny,
                small,
                medium,
                large,
                fine,
                exact,
                boxed,
                tags,
                until,
                version);
    }

    Account until(@Nullable Instant newUntil) {
        return new Account(
                bank, id, owner, rank, tiny, small, medium, large, fine, exact, boxed, tags, newUntil, version);
    }
}
