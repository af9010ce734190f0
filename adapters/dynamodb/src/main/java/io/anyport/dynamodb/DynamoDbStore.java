package io.anyport.dynamodb;

import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.TableSpec;
import io.anyport.store.engine.EngineStore;
import java.time.Duration;
import java.util.Objects;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;

/**
 * A store in Amazon DynamoDB. Thread-safe. It makes one request for each operation, through the SDK's low-level client,
 * and creates no tables unless {@link #createTables} is called.
 *
 * <p>An item has an attribute for each component that has a value. An expiry has a second one, {@code anyport_expiry},
 * which holds its epoch second and is what DynamoDB's Time to Live is set to; items that others write need it to expire.
 * What an item holds beyond the record is lost when it is written, except by an update, and by a put to a table with
 * versions, which is an update that adds to the version. An item that others have written without a version has version 0.
 *
 * <p>A request ends with the deadline of the current invocation, or after the time that the client gives it. A transaction
 * with a token that is about tables with an expiry keeps the token in a table {@code anyport-tokens}, which {@link
 * #createTables} makes along with the first of them; for all others DynamoDB itself keeps it, and does not know of those.
 *
 * <p>As a resource of an application ({@link io.anyport.App#resources}) a store that was made by {@link #create()} closes its client
 * before a snapshot of the process and makes a new one after the restore, with credentials of its own. Connections that the JDK has
 * kept open for 5 seconds are closed by it in time, or when it finds them after the restore. A client from elsewhere is left alone.
 */
public final class DynamoDbStore extends EngineStore {

    private static final Duration CONNECTING = Duration.ofSeconds(1);
    private static final Duration ANSWERING = Duration.ofSeconds(3);

    private final DynamoEngine engine;

    private DynamoDbStore(DynamoEngine engine, DynamoDbOptions options) {
        super(engine, options.retry());
        this.engine = engine;
    }

    /**
     * Opens a store as the environment says: region, credentials and endpoint are found as in every application of the SDK,
     * {@code AWS_REGION}, {@code AWS_ACCESS_KEY_ID} and {@code AWS_ENDPOINT_URL_DYNAMODB} among others. Nothing is sent
     * yet. A request has a second to connect, and 3 seconds for the answer. A deadline ends the wait for the answer, but not
     * the second to connect: the JDK's client cannot be stopped in it.
     *
     * <p>The HTTP client is the JDK's {@code HttpURLConnection}, which starts fastest and suits functions. It keeps no more
     * than {@code -Dhttp.maxConnections} connections open, 5 by default: a server with many requests at once should raise it,
     * or {@link #open} a store on a client with another HTTP client.
     *
     * @return the store, to be closed
     * @throws Unavailable if there is no region
     */
    public static DynamoDbStore create() {
        return create(DynamoDbOptions.standard());
    }

    /**
     * Opens a store as the environment says.
     *
     * @param options how it is opened
     * @return the store, to be closed
     * @throws Unavailable as {@link #create()} does
     */
    public static DynamoDbStore create(DynamoDbOptions options) {
        Objects.requireNonNull(options, "options");
        try {
            var engine = DynamoEngine.making(
                    () -> configured(DynamoDbClient.builder()).build(), options);
            return new DynamoDbStore(engine, options);
        } catch (SdkClientException e) {
            throw new Unavailable("there is no AWS region or no usable endpoint; AWS_REGION sets one", null, null, e);
        }
    }

    /** The store's own policy repeats requests, knowing which may be; the SDK would count an increment twice. */
    static DynamoDbClientBuilder configured(DynamoDbClientBuilder builder) {
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder()
                        .connectionTimeout(CONNECTING)
                        .socketTimeout(ANSWERING))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }

    /**
     * Opens a store on a client from elsewhere. The caller sets it up and closes it after the store.
     *
     * @param client a client that does not repeat requests by itself, made with {@code AwsRetryStrategy.doNotRetry()}: it
     *     cannot know which may be made twice
     * @param options how it is opened
     * @return the store
     * @throws IllegalArgumentException if the client repeats requests
     */
    public static DynamoDbStore open(DynamoDbClient client, DynamoDbOptions options) {
        Objects.requireNonNull(client, "client");
        Objects.requireNonNull(options, "options");
        if (repeats(client)) {
            throw new IllegalArgumentException("the client repeats requests by itself, some of which would then be made"
                    + " twice: give it the retry strategy AwsRetryStrategy.doNotRetry()");
        }
        return new DynamoDbStore(DynamoEngine.on(client, options), options);
    }

    private static boolean repeats(DynamoDbClient client) {
        try {
            var configuration = client.serviceClientConfiguration().overrideConfiguration();
            return configuration.retryStrategy().stream().anyMatch(strategy -> strategy.maxAttempts() > 1);
        } catch (UnsupportedOperationException notTheSdks) {
            return false;
        }
    }

    /**
     * Makes the tables that are not there yet, with their indexes, billed by request; adds the indexes that a table lacks,
     * one after the other, as DynamoDB does; lets what has an expiry expire; and waits until all can be used, as long as
     * {@link DynamoDbOptions#patience} says. For deployment, tests and local use. Several processes may do so at once, and with
     * nothing to do it is one request for a table, two with an expiry. An index that the specification does not have stays.
     *
     * @param specs the tables
     * @throws IllegalStateException if a table is there with another key, or an index with another key or projection, which
     *     DynamoDB cannot change, or if it expires by another attribute; nothing of that table is changed then
     * @throws Unavailable if it takes longer
     * @throws io.anyport.store.StoreException if DynamoDB refuses
     */
    public void createTables(TableSpec<?>... specs) {
        var making = engine.tableMaking();
        boolean expiring = false;
        for (var spec : specs) {
            making.make(engine.layout(spec));
            expiring |= spec.expiry().isPresent();
        }
        if (expiring) {
            making.make(engine.layout(tokens()));
        }
    }
}
