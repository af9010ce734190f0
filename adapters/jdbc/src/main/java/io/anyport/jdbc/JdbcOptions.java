package io.anyport.jdbc;

import io.anyport.codec.Codec;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a {@link JdbcStore} is opened. An immutable value; its text shows no password. */
public final class JdbcOptions {

    private static final JdbcOptions STANDARD = new JdbcOptions(null, null, Clock.systemUTC(), null);

    private final @Nullable String user;
    private final @Nullable String password;
    private final Clock clock;
    private final @Nullable Codec codec;

    private JdbcOptions(@Nullable String user, @Nullable String password, Clock clock, @Nullable Codec codec) {
        this.user = user;
        this.password = password;
        this.clock = clock;
        this.codec = codec;
    }

    /** {@return no user but the one in the URL, the system's clock, and the codec on the class path} */
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
        return new JdbcOptions(newUser, Objects.requireNonNull(newPassword, "password"), clock, codec);
    }

    /**
     * Sets the clock that decides what has expired.
     *
     * @param newClock the clock
     * @return a copy
     */
    public JdbcOptions clock(Clock newClock) {
        return new JdbcOptions(user, password, Objects.requireNonNull(newClock, "clock"), codec);
    }

    /**
     * Sets what writes and reads the documents; it must be a codec of JSON.
     *
     * @param newCodec the codec
     * @return a copy
     */
    public JdbcOptions codec(Codec newCodec) {
        return new JdbcOptions(user, password, clock, Objects.requireNonNull(newCodec, "codec"));
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

    Codec codec() {
        return codec == null ? Codec.found() : codec;
    }
}
