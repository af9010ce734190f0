package io.anyport.dynamodb;

import io.anyport.store.engine.Change;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionCheck;
import software.amazon.awssdk.services.dynamodb.model.Delete;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/**
 * A change, ready to be sent by itself, in a batch or in a transaction. Immutable, as far as it is left alone.
 *
 * @param layout its table
 * @param kind how it is written
 * @param content the item, or only its key
 * @param update what is done to the item
 * @param condition what has to hold of it
 * @param expression the names and values that both use
 */
record Prepared(
        Layout<?> layout,
        Kind kind,
        Map<String, AttributeValue> content,
        @Nullable String update,
        @Nullable String condition,
        Expression expression) {

    enum Kind {
        PUT,
        UPDATE,
        DELETE,
        CHECK
    }

    static Prepared of(Layout<?> layout, Change<?> change, long now) {
        var expression = new Expression(layout);
        return switch (change.action()) {
            case PUT ->
                isWhole(layout, change)
                        ? put(
                                layout,
                                change,
                                change.nextVersion(change.guard().version().orElse(0)),
                                expression,
                                now)
                        : update(layout, change, UpdateText.ofPut(layout, expression, change.item()), expression, now);
            case UPDATE -> update(layout, change, UpdateText.ofUpdate(layout, expression, change), expression, now);
            case DELETE -> ofKey(layout, Kind.DELETE, change, expression, now);
            case CHECK -> ofKey(layout, Kind.CHECK, change, expression, now);
        };
    }

    /** Whether a put does not have to know the version that is there. */
    static boolean isWhole(Layout<?> layout, Change<?> change) {
        return !layout.isVersioned()
                || change.isVerbatim()
                || change.guard().isAbsent()
                || change.guard().version().isPresent();
    }

    private static Prepared put(Layout<?> layout, Change<?> change, long version, Expression expression, long now) {
        String condition = ConditionText.of(layout, expression, change, now);
        return new Prepared(layout, Kind.PUT, layout.item(change.item(), version), null, condition, expression);
    }

    private static Prepared update(Layout<?> layout, Change<?> change, String update, Expression expression, long now) {
        String condition = ConditionText.of(layout, expression, change, now);
        return new Prepared(layout, Kind.UPDATE, layout.key(change.key()), update, condition, expression);
    }

    private static Prepared ofKey(Layout<?> layout, Kind kind, Change<?> change, Expression expression, long now) {
        String condition = ConditionText.of(layout, expression, change, now);
        return new Prepared(layout, kind, layout.key(change.key()), null, condition, expression);
    }

    /** An update that inserts, where there is only what has expired. */
    static Prepared anew(Layout<?> layout, Change<?> change, long now) {
        var expression = new Expression(layout);
        String condition = ConditionText.absent(layout, expression, now);
        return new Prepared(layout, Kind.PUT, layout.item(change.item(), 1), null, condition, expression);
    }

    private @Nullable ReturnValuesOnConditionCheckFailure onFailure() {
        return condition == null ? null : ReturnValuesOnConditionCheckFailure.ALL_OLD;
    }

    PutItemRequest toPut(@Nullable AwsRequestOverrideConfiguration override) {
        return PutItemRequest.builder()
                .tableName(layout.name())
                .item(content)
                .conditionExpression(condition)
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .returnValuesOnConditionCheckFailure(onFailure())
                .overrideConfiguration(override)
                .build();
    }

    UpdateItemRequest toUpdate(ReturnValue answer, @Nullable AwsRequestOverrideConfiguration override) {
        return UpdateItemRequest.builder()
                .tableName(layout.name())
                .key(content)
                .updateExpression(update)
                .conditionExpression(condition)
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .returnValues(answer)
                .returnValuesOnConditionCheckFailure(onFailure())
                .overrideConfiguration(override)
                .build();
    }

    DeleteItemRequest toDelete(@Nullable AwsRequestOverrideConfiguration override) {
        return DeleteItemRequest.builder()
                .tableName(layout.name())
                .key(content)
                .conditionExpression(condition)
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .returnValues(ReturnValue.ALL_OLD)
                .returnValuesOnConditionCheckFailure(onFailure())
                .overrideConfiguration(override)
                .build();
    }

    /** For a batch, which has no conditions. */
    WriteRequest toBatch() {
        return kind == Kind.PUT
                ? WriteRequest.builder().putRequest(put -> put.item(content)).build()
                : WriteRequest.builder()
                        .deleteRequest(delete -> delete.key(content))
                        .build();
    }

    TransactWriteItem toTransaction() {
        var item = TransactWriteItem.builder();
        switch (kind) {
            case PUT -> item.put(this::fill);
            case UPDATE -> item.update(this::fill);
            case DELETE -> item.delete(this::fill);
            case CHECK -> item.conditionCheck(this::fill);
        }
        return item.build();
    }

    private void fill(Put.Builder put) {
        put.tableName(layout.name())
                .item(content)
                .conditionExpression(condition)
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .returnValuesOnConditionCheckFailure(onFailure());
    }

    private void fill(Update.Builder change) {
        change.tableName(layout.name())
                .key(content)
                .updateExpression(update)
                .conditionExpression(condition)
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .returnValuesOnConditionCheckFailure(onFailure());
    }

    private void fill(Delete.Builder delete) {
        delete.tableName(layout.name())
                .key(content)
                .conditionExpression(condition)
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .returnValuesOnConditionCheckFailure(onFailure());
    }

    private void fill(ConditionCheck.Builder check) {
        check.tableName(layout.name())
                .key(content)
                .conditionExpression(condition)
                .expressionAttributeNames(expression.names())
                .expressionAttributeValues(expression.values())
                .returnValuesOnConditionCheckFailure(onFailure());
    }
}
