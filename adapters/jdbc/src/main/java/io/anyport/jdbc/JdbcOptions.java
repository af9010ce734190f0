package io.anyport.jdbc;

import io.anyport.codec.Codec;
import io.anyport.store.RetryPolicy;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a {@link JdbcStore} is opened. An immutable value; its text shows no password. */
public final class JdbcOptions {

    private static final JdbcOptions STANDARD =
            new JdbcOptions(null, null, Clock.systemUTC(), null, RetryPolicy.standard());

    private final @Nullable String user;
    private final @Nullable String password;
    private final Clock clock;
    private final @Nullable Codec codec;
    private final RetryPolicy retry;

    private JdbcOptions(
            @Nullable String user, @Nullable String password, Clock clock, @Nullable Codec codec, RetryPolicy retry) {
        this.user = user;
        this.password = password;
        this.clock = clock;
        this.codec = codec;
        this.retry = retry;
    }

    /** {@return no user but the one in the URL, the system's clock, the codec on the class path, and the standard policy} */
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
        return new JdbcOptions(newUser, Objects.requireNonNull(newPassword, "password"), clock, codec, retry);
    }

    /**
     * Sets the clock that decides what has expired.
     *
     * @param newClock the clock
     * @return a copy
     */
    public JdbcOptions clock(Clock newClock) {
        return new JdbcOptions(user, password, Objects.requireNonNull(newClock, "clock"), codec, retry);
    }

    /**
     * Sets what writes and reads the documents; it must be a codec of JSON.
     *
     * @param newCodec the codec
     * @return a copy
     */
    public JdbcOptions codec(Codec newCodec) {
        return new JdbcOptions(user, password, clock, Objects.requireNonNull(newCodec, "codec"), retry);
    }

    /**
     * Sets what the store does about failures that pass.
     *
     * @param policy the policy
     * @return a copy
     */
    public JdbcOptions retry(RetryPolicy policy) {
        return new JdbcOptions(user, password, clock, codec, Objects.requireNonNull(policy, "policy"));
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

    RetryPolicy retry() {
        return retry;
    }

    Codec codec() {
        return codec == null ? Codec.found() : codec;
    }
}
