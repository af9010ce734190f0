package io.anyport.dynamodb;

import io.anyport.store.RetryPolicy;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/** How a {@link DynamoDbStore} is opened. An immutable value. */
public final class DynamoDbOptions {

    private static final DynamoDbOptions STANDARD =
            new DynamoDbOptions("", Clock.systemUTC(), RetryPolicy.standard(), Duration.ofMinutes(5));

    private final String tablePrefix;
    private final Clock clock;
    private final RetryPolicy retry;
    private final Duration patience;

    private DynamoDbOptions(String tablePrefix, Clock clock, RetryPolicy retry, Duration patience) {
        this.tablePrefix = tablePrefix;
        this.clock = clock;
        this.retry = retry;
        this.patience = patience;
    }

    /** {@return no prefix, the system's clock, the standard policy, 5 minutes of patience} */
    public static DynamoDbOptions standard() {
        return STANDARD;
    }

    /**
     * Sets what the names of tables begin with in DynamoDB, such as the name of a stage: all stages of an account share one
     * namespace.
     *
     * @param prefix any number of the characters {@code A-Z a-z 0-9 _ . -}
     * @return a copy
     * @throws IllegalArgumentException if it has other characters
     */
    public DynamoDbOptions tablePrefix(String prefix) {
        if (!Pattern.matches("[A-Za-z0-9_.-]*", Objects.requireNonNull(prefix, "prefix"))) {
            throw new IllegalArgumentException("prefix must be of the characters A-Z a-z 0-9 _ . -, is " + prefix);
        }
        return new DynamoDbOptions(prefix, clock, retry, patience);
    }

    /**
     * Sets the clock that decides what has expired.
     *
     * @param newClock the clock
     * @return a copy
     */
    public DynamoDbOptions clock(Clock newClock) {
        return new DynamoDbOptions(tablePrefix, Objects.requireNonNull(newClock, "clock"), retry, patience);
    }

    /**
     * Sets what the store does about failures that pass.
     *
     * @param policy the policy
     * @return a copy
     */
    public DynamoDbOptions retry(RetryPolicy policy) {
        return new DynamoDbOptions(tablePrefix, clock, Objects.requireNonNull(policy, "policy"), patience);
    }

    /**
     * Sets how long {@link DynamoDbStore#createTables} waits for a table, its indexes included, unless the invocation has less
     * time. An index that is added to a table with many items can take hours: DynamoDB goes on with it, and the next call waits
     * again.
     *
     * @param most zero or more; 5 minutes by default
     * @return a copy
     * @throws IllegalArgumentException if it is negative, or more than a day
     */
    public DynamoDbOptions patience(Duration most) {
        if (most.isNegative() || most.compareTo(Duration.ofDays(1)) > 0) {
            throw new IllegalArgumentException("patience must be 0 to 1 day, is " + most);
        }
        return new DynamoDbOptions(tablePrefix, clock, retry, most);
    }

    String tablePrefix() {
        return tablePrefix;
    }

    Clock clock() {
        return clock;
    }

    Duration patience() {
        return patience;
    }

    RetryPolicy retry() {
        return retry;
    }
}
