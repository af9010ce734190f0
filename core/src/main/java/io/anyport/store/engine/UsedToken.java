package io.anyport.store.engine;

import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

/**
 * A token that a transaction was made with, kept as a record of the same transaction.
 *
 * @param token the token
 * @param digest of the writes that were made
 * @param expires when it is forgotten
 */
record UsedToken(String token, String digest, Instant expires) {

    /** How long DynamoDB keeps them, so we do as well. */
    private static final Duration MEMORY = Duration.ofMinutes(10);

    private static final int MOST_CHARACTERS = 36;

    static final TableSpec<UsedToken> TABLE =
            TableSpec.of("anyport-tokens", UsedToken.class).key("token").expiry("expires");

    static void check(String token) {
        boolean visible = token.chars().allMatch(c -> c > ' ' && c < 0x7f);
        if (token.isEmpty() || token.length() > MOST_CHARACTERS || !visible) {
            throw new IllegalArgumentException("token must be 1 to " + MOST_CHARACTERS
                    + " visible ASCII characters, is " + token.length() + " characters");
        }
    }

    static UsedToken of(String token, List<Change<?>> changes, Clock clock) {
        return new UsedToken(
                token,
                HexFormat.of().formatHex(ChangeDigest.of(changes)),
                clock.instant().plus(MEMORY));
    }

    Change<UsedToken> insertion() {
        return Change.of(Write.insert(TABLE, this));
    }

    /** Whether a transaction failed since the very same one was made before; it is the caller's mistake if another one was. */
    boolean isUsed(ConditionFailed failure) {
        var stored = failure.current(UsedToken.class);
        if (stored.isEmpty()) {
            return false;
        }
        if (!stored.get().digest().equals(digest)) {
            throw reused();
        }
        return true;
    }

    static IllegalArgumentException reused() {
        return new IllegalArgumentException("token stands for other writes, made in the last 10 minutes");
    }
}
