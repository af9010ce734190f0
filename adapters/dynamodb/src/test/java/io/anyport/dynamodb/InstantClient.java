package io.anyport.dynamodb;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbServiceClientConfiguration;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/** A client that has an answer to each operation and does nothing else. */
final class InstantClient implements DynamoDbClient {

    /** Only to be asked how it is configured. */
    private final DynamoDbClient real = DynamoDbClient.builder()
            .region(Region.EU_CENTRAL_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("key", "secret")))
            .overrideConfiguration(override -> override.retryStrategy(AwsRetryStrategy.doNotRetry()))
            .httpClientBuilder(UrlConnectionHttpClient.builder())
            .build();

    private final GetItemResponse got;
    private final PutItemResponse put = PutItemResponse.builder().build();
    private final UpdateItemResponse updated;
    private final DeleteItemResponse deleted;
    private final QueryResponse queried;
    private final BatchGetItemResponse batchGot;
    private final BatchWriteItemResponse batchWritten =
            BatchWriteItemResponse.builder().build();
    private final TransactGetItemsResponse transactGot;
    private final TransactWriteItemsResponse transactWritten =
            TransactWriteItemsResponse.builder().build();

    InstantClient(Map<String, AttributeValue> item) {
        got = GetItemResponse.builder().item(item).build();
        updated = UpdateItemResponse.builder().attributes(item).build();
        deleted = DeleteItemResponse.builder().attributes(item).build();
        queried = QueryResponse.builder().items(Collections.nCopies(10, item)).build();
        batchGot = BatchGetItemResponse.builder()
                .responses(Map.of("plain", Collections.nCopies(25, item)))
                .build();
        var one = ItemResponse.builder().item(item).build();
        transactGot =
                TransactGetItemsResponse.builder().responses(List.of(one, one)).build();
    }

    @Override
    public GetItemResponse getItem(GetItemRequest request) {
        return got;
    }

    @Override
    public PutItemResponse putItem(PutItemRequest request) {
        return put;
    }

    @Override
    public UpdateItemResponse updateItem(UpdateItemRequest request) {
        return updated;
    }

    @Override
    public DeleteItemResponse deleteItem(DeleteItemRequest request) {
        return deleted;
    }

    @Override
    public QueryResponse query(QueryRequest request) {
        return queried;
    }

    @Override
    public BatchGetItemResponse batchGetItem(BatchGetItemRequest request) {
        return batchGot;
    }

    @Override
    public BatchWriteItemResponse batchWriteItem(BatchWriteItemRequest request) {
        return batchWritten;
    }

    @Override
    public TransactGetItemsResponse transactGetItems(TransactGetItemsRequest request) {
        return transactGot;
    }

    @Override
    public TransactWriteItemsResponse transactWriteItems(TransactWriteItemsRequest request) {
        return transactWritten;
    }

    @Override
    public DynamoDbServiceClientConfiguration serviceClientConfiguration() {
        return real.serviceClientConfiguration();
    }

    @Override
    public String serviceName() {
        return real.serviceName();
    }

    @Override
    public void close() {
        real.close();
    }
}
