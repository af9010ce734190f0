package io.anyport.benchmarks.store;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** A DynamoDB that gives each operation its one answer at once, in the same process: what remains is the client's own work. */
final class StubDynamoDb implements SdkHttpClient {

    private static final String ITEM = item("todo-500");

    private static final Map<String, byte[]> ANSWERS = Map.of(
            "DynamoDB_20120810.GetItem", bytes("{\"Item\":" + ITEM + "}"),
            "DynamoDB_20120810.PutItem", bytes("{}"),
            "DynamoDB_20120810.UpdateItem", bytes("{\"Attributes\":" + ITEM + "}"),
            "DynamoDB_20120810.DeleteItem", bytes("{\"Attributes\":" + ITEM + "}"),
            "DynamoDB_20120810.BatchGetItem",
                    bytes("{\"Responses\":{\"plain\":[" + items(DynamoDbBatchBenchmark.BATCH)
                            + "]},\"UnprocessedKeys\":{}}"),
            "DynamoDB_20120810.BatchWriteItem", bytes("{\"UnprocessedItems\":{}}"),
            "DynamoDB_20120810.TransactWriteItems", bytes("{}"),
            "DynamoDB_20120810.TransactGetItems",
                    bytes("{\"Responses\":[{\"Item\":" + item("todo-0") + "},{\"Item\":" + item("todo-1") + "}]}"),
            "DynamoDB_20120810.Query", bytes("{\"Count\":10,\"ScannedCount\":10,\"Items\":[" + items(10) + "]}"));

    private static String item(String id) {
        return "{\"list\":{\"S\":\"home\"},\"id\":{\"S\":\"" + id
                + "\"},\"title\":{\"S\":\"Write down what is to be done\"},\"completed\":{\"BOOL\":false},"
                + "\"order\":{\"N\":\"500\"},\"version\":{\"N\":\"1\"}}";
    }

    private static String items(int many) {
        return IntStream.range(0, many).mapToObj(i -> item("todo-" + i)).collect(Collectors.joining(","));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** A client of it, made the same way for everybody. */
    static DynamoDbClient client() {
        return DynamoDbClient.builder()
                .region(Region.EU_CENTRAL_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
                .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .httpClient(new StubDynamoDb())
                .build();
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        byte[] answer = ANSWERS.get(
                request.httpRequest().firstMatchingHeader("X-Amz-Target").orElseThrow());
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() {
                return HttpExecuteResponse.builder()
                        .response(SdkHttpFullResponse.builder()
                                .statusCode(200)
                                .putHeader("Content-Type", "application/x-amz-json-1.0")
                                .putHeader("Content-Length", Integer.toString(answer.length))
                                .build())
                        .responseBody(AbortableInputStream.create(new ByteArrayInputStream(answer)))
                        .build();
            }

            @Override
            public void abort() {}
        };
    }

    @Override
    public String clientName() {
        return "stub";
    }

    @Override
    public void close() {}
}
