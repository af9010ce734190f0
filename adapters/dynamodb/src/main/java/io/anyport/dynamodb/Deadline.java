package io.anyport.dynamodb;

import io.anyport.Invocation;
import io.anyport.store.StoreException.Unavailable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** Ends requests with the invocation that they are made for. */
final class Deadline {

    private Deadline() {}

    /**
     * What a request is made with.
     *
     * @return null if it has all the time that the client gives it
     * @throws Unavailable if there is no time left, or if the thread is interrupted: the SDK would abort the request, and
     *     nobody could tell whether it was sent
     */
    static @Nullable AwsRequestOverrideConfiguration override(@Nullable String table) {
        if (Thread.currentThread().isInterrupted()) {
            throw new Unavailable("the thread is interrupted", table, null, null);
        }
        var remaining = Invocation.current().flatMap(Invocation::remaining);
        if (remaining.isEmpty()) {
            return null;
        }
        if (remaining.get().compareTo(Duration.ofMillis(1)) < 0) {
            throw new Unavailable("the deadline has passed", table, null, null);
        }
        return AwsRequestOverrideConfiguration.builder()
                .apiCallTimeout(remaining.get())
                .build();
    }
}
