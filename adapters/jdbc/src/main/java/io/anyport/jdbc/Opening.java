package io.anyport.jdbc;

import com.zaxxer.hikari.HikariConfig;
import io.anyport.store.StoreException.Unavailable;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;

/** How a database is opened by its URL, and what is said if it is not. */
final class Opening {

    private static final int H2_IN_USE = 90_020;
    private static final int H2_RELATIVE = 90_011;
    private static final Pattern SECRET = Pattern.compile("(?i)password=([^;&]+)");
    private static final long MOST_WAIT_MILLIS = 10_000;
    private static final int LEAST_IDLE = 2;

    /** A path, with or without the usual scheme, and perhaps a drive; no other scheme. */
    private static final Pattern FILE =
            Pattern.compile("jdbc:h2:(?:file:)?((?:[a-zA-Z]:)?[^:]*(?:;.*)?)", Pattern.DOTALL);

    private final String url;
    private final String shown;
    private final JdbcOptions options;

    Opening(String url, JdbcOptions options) {
        this.shown = shown(Objects.requireNonNull(url, "url"));
        if (!url.startsWith("jdbc:h2:") && !url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("the URL must begin with jdbc:h2: or jdbc:postgresql:, unlike " + shown);
        }
        if (url.startsWith("jdbc:postgresql:") && url.split("[?]", 2)[0].contains("@")) {
            throw new IllegalArgumentException(
                    "the URL must not have a user or a password before its host; JdbcOptions.user gives them");
        }
        this.url = url.startsWith("jdbc:h2:") ? withDefaults(uninterrupted(url)) : url;
        this.options = options;
    }

    /** How H2 is to read and write a file: its usual way closes it for everyone when a thread is interrupted that is at it. */
    private static String uninterrupted(String url) {
        var file = FILE.matcher(url);
        return file.matches() ? "jdbc:h2:retry:" + file.group(1) : url;
    }

    /**
     * H2 answers a commit up to half a second before it is written, closes itself before the application's own shutdown
     * has ended, and writes what failed into a file, values included, or onto the console; unless it is told not to. It keeps 8 prepared
     * statements of a connection, which is less than two tables have.
     */
    private static String withDefaults(String url) {
        String durable = withDefault(withDefault(url, "WRITE_DELAY", "0"), "DB_CLOSE_ON_EXIT", "FALSE");
        return withDefault(withDefault(durable, "TRACE_LEVEL_FILE", "0"), "QUERY_CACHE_SIZE", "256");
    }

    private static String withDefault(String url, String setting, String value) {
        return url.toUpperCase(Locale.ROOT).contains(";" + setting + "=") ? url : url + ";" + setting + "=" + value;
    }

    /**
     * Opens an H2 file and closes it in order, so that what follows begins with a file that was closed in order. After a crash
     * some versions of H2 write on into the recovered file in such a way that a second crash can take it back to the first.
     */
    void recover() {
        if (url.startsWith("jdbc:h2:")) {
            try (var connection = connect()) {
                var doubt = doubt(connection.getMetaData().getDatabaseProductVersion());
                doubt.ifPresent(
                        text -> System.getLogger(JdbcStore.class.getName()).log(Level.WARNING, text));
            } catch (SQLException e) {
                throw failed(e);
            }
        }
    }

    /** What an operator should know of a version of H2 (ADR 0014). */
    static Optional<String> doubt(String version) {
        return version.startsWith("2.5.252")
                ? Optional.of("H2 2.5.252 loses acknowledged writes when its process is killed; use H2 2.4.240")
                : Optional.empty();
    }

    Connection connect() {
        var properties = new Properties();
        options.user().ifPresent(user -> properties.setProperty("user", user));
        options.password().ifPresent(password -> properties.setProperty("password", password));
        try {
            DriverManager.getDriver(url);
        } catch (SQLException none) {
            throw new IllegalArgumentException(
                    "no JDBC driver on the class path takes " + shown + ": it is missing, or the URL is malformed",
                    none);
        }
        try {
            return DriverManager.getConnection(url, properties);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    boolean isInMemory() {
        return url.startsWith("jdbc:h2:mem:");
    }

    HikariConfig pool() {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        options.user().ifPresent(config::setUsername);
        options.password().ifPresent(config::setPassword);
        config.setPoolName("anyport");
        config.setConnectionTimeout(MOST_WAIT_MILLIS);
        config.setConnectionInitSql(bounds());
        config.setMinimumIdle(LEAST_IDLE); // not all at once: that is most of a start
        return config;
    }

    /** What keeps a statement of this connection from waiting or running forever. */
    private String bounds() {
        long lock = options.lockTimeout().toMillis();
        long statement = options.statementTimeout().toMillis();
        if (url.startsWith("jdbc:postgresql:")) {
            return "SET lock_timeout = " + lock + "; SET statement_timeout = " + statement;
        }
        return (hasSetting("LOCK_TIMEOUT") ? "" : "SET LOCK_TIMEOUT " + lock + "; ") + "SET QUERY_TIMEOUT " + statement;
    }

    private boolean hasSetting(String setting) {
        return url.toUpperCase(Locale.ROOT).contains(";" + setting + "=");
    }

    Unavailable failed(SQLException e) {
        return new Unavailable(
                "cannot open " + shown + ": " + words(e), null, null, quotes(e) ? Failures.withoutValues(e) : e);
    }

    private String words(SQLException e) {
        return switch (e.getErrorCode()) {
            case H2_IN_USE -> "another process has it open";
            case H2_RELATIVE -> "a relative path begins with ./ or ~/, as in jdbc:h2:./data/todo";
            default -> quotes(e) ? "SQL state " + e.getSQLState() + ", error code " + e.getErrorCode() : firstLine(e);
        };
    }

    /** Whether the driver's words have the URL in them, in which passwords stand, or the password itself. */
    private boolean quotes(SQLException e) {
        String text = e.toString();
        return text.contains("jdbc:")
                || options.password().filter(text::contains).isPresent()
                || SECRET.matcher(url).results().anyMatch(secret -> text.contains(secret.group(1)));
    }

    /** What went wrong while the store was put together: the database's doing, or the caller's mistake, which stays what it is. */
    RuntimeException failed(Exception e) {
        if (e instanceof SQLException lost) {
            return failed(lost);
        }
        return e.getCause() instanceof SQLException lost ? failed(lost) : (RuntimeException) e;
    }

    /** The driver's own words, without what it puts on further lines. */
    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("no reason given");
    }

    /** A URL as it was given, without its settings, in which passwords stand. */
    private static String shown(String url) {
        return url.split("[;?]", 2)[0].replaceFirst("//[^/@]*@", "//");
    }
}
