package io.anyport.dynamodb.local;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** The operations that a client sends. */
final class Recorded implements ExecutionInterceptor {

    private final List<String> operations = new CopyOnWriteArrayList<>();

    /** A client of a new and empty database. */
    DynamoDbClient client() {
        return DynamoDbLocal.newDatabase(this).build();
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        operations.add(attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME));
    }

    /** {@return what was sent since it was asked last} */
    List<String> sent() {
        var sent = List.copyOf(operations);
        operations.clear();
        return sent;
    }
}
