package io.anyport.jdbc;

import io.anyport.codec.Codec;
import io.anyport.store.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a {@link JdbcStore} is opened. An immutable value; its text shows no password. */
public final class JdbcOptions {

    private static final JdbcOptions STANDARD = new JdbcOptions(
            null, null, Clock.systemUTC(), null, RetryPolicy.standard(), Duration.ofSeconds(5), Duration.ofSeconds(30));

    private final @Nullable String user;
    private final @Nullable String password;
    private final Clock clock;
    private final @Nullable Codec codec;
    private final RetryPolicy retry;
    private final Duration lockTimeout;
    private final Duration statementTimeout;

    private JdbcOptions(
            @Nullable String user,
            @Nullable String password,
            Clock clock,
            @Nullable Codec codec,
            RetryPolicy retry,
            Duration lockTimeout,
            Duration statementTimeout) {
        this.user = user;
        this.password = password;
        this.clock = clock;
        this.codec = codec;
        this.retry = retry;
        this.lockTimeout = lockTimeout;
        this.statementTimeout = statementTimeout;
    }

    /** {@return no user but the one in the URL, the system's clock, the codec on the class path, the standard policy, 5 and 30 seconds} */
    public static JdbcOptions standard() {
        return STANDARD;
    }

    /**
     * Sets who connects.
     *
     * @param newUser the database's user
     * @param newPassword the password
     * @return a copy
     */
    public JdbcOptions user(String newUser, String newPassword) {
        Objects.requireNonNull(newUser, "user");
        return new JdbcOptions(
                newUser,
                Objects.requireNonNull(newPassword, "password"),
                clock,
                codec,
                retry,
                lockTimeout,
                statementTimeout);
    }

    /**
     * Sets the clock that decides what has expired.
     *
     * @param newClock the clock
     * @return a copy
     */
    public JdbcOptions clock(Clock newClock) {
        return new JdbcOptions(
                user, password, Objects.requireNonNull(newClock, "clock"), codec, retry, lockTimeout, statementTimeout);
    }

    /**
     * Sets what writes and reads the documents; it must be a codec of JSON.
     *
     * @param newCodec the codec
     * @return a copy
     */
    public JdbcOptions codec(Codec newCodec) {
        return new JdbcOptions(
                user, password, clock, Objects.requireNonNull(newCodec, "codec"), retry, lockTimeout, statementTimeout);
    }

    /**
     * Sets what the store does about failures that pass.
     *
     * @param policy the policy
     * @return a copy
     */
    public JdbcOptions retry(RetryPolicy policy) {
        return new JdbcOptions(
                user, password, clock, codec, Objects.requireNonNull(policy, "policy"), lockTimeout, statementTimeout);
    }

    /**
     * Sets how long a statement waits for a lock that another transaction has, after which it is a {@link
     * io.anyport.store.StoreException.Conflict}. It holds for the connections that the store opens; those of a
     * {@code DataSource} are set up by whoever made it.
     *
     * @param most more than zero; 5 seconds by default, and what the URL says of {@code LOCK_TIMEOUT} for H2
     * @return a copy
     * @throws IllegalArgumentException if it is less than a millisecond, or more than a day
     */
    public JdbcOptions lockTimeout(Duration most) {
        return new JdbcOptions(user, password, clock, codec, retry, checked("lock timeout", most), statementTimeout);
    }

    /**
     * Sets how long one statement may take, after which it is {@link io.anyport.store.StoreException.Unavailable} and has done
     * nothing. It holds for the connections that the store opens. On connections of a {@code DataSource} to PostgreSQL it
     * is what a whole call may take if the invocation has no deadline. {@link JdbcStore#createTables} may take longer.
     *
     * @param most more than zero; 30 seconds by default
     * @return a copy
     * @throws IllegalArgumentException if it is less than a millisecond, or more than a day
     */
    public JdbcOptions statementTimeout(Duration most) {
        return new JdbcOptions(user, password, clock, codec, retry, lockTimeout, checked("statement timeout", most));
    }

    private static Duration checked(String what, Duration most) {
        if (most.toMillis() < 1 || most.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException(what + " must be 1 millisecond to 1 day, is " + most);
        }
        return most;
    }

    Optional<String> user() {
        return Optional.ofNullable(user);
    }

    Optional<String> password() {
        return Optional.ofNullable(password);
    }

    Clock clock() {
        return clock;
    }

    Duration lockTimeout() {
        return lockTimeout;
    }

    Duration statementTimeout() {
        return statementTimeout;
    }

    RetryPolicy retry() {
        return retry;
    }

    Codec codec() {
        return codec == null ? Codec.found() : codec;
    }
}
