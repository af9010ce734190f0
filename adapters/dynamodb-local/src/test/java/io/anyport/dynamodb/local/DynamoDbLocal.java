package io.anyport.dynamodb.local;

import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClientBuilder;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBRequestHandler;
import software.amazon.dynamodb.services.local.server.LocalDynamoDBServerHandler;

/**
 * DynamoDB Local: one server for all tests of a JVM, in memory, on a free port of the loopback address. It is put together
 * here, since its own main class takes a fixed port on every address and brings telemetry.
 */
final class DynamoDbLocal {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private DynamoDbLocal() {}

    /** Loaded, and started, with the first client. */
    private static final class Running {
        static final URI ENDPOINT = start();
    }

    private static URI start() {
        try {
            var threads = new QueuedThreadPool();
            threads.setDaemon(true);
            var server = new Server(threads);
            var connector = new ServerConnector(server);
            connector.setHost("127.0.0.1");
            server.addConnector(connector);
            server.setHandler(
                    new LocalDynamoDBServerHandler(new LocalDynamoDBRequestHandler(0, true, null, false, false), null));
            server.start();
            return URI.create("http://127.0.0.1:" + connector.getLocalPort());
        } catch (Exception e) {
            throw new IllegalStateException("DynamoDB Local does not start", e);
        }
    }

    /**
     * What makes clients of a new and empty database: DynamoDB Local keeps one for each access key.
     *
     * @param interceptors of the requests
     */
    static DynamoDbClientBuilder newDatabase(ExecutionInterceptor... interceptors) {
        var credentials = AwsBasicCredentials.create("database" + DATABASES.incrementAndGet(), "secret");
        return DynamoDbClient.builder()
                .endpointOverride(Running.ENDPOINT)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(credentials))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry())
                        .executionInterceptors(List.of(interceptors)));
    }
}
