package io.anyport.dynamodb.local;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Repairs DynamoDB Local, see {@link EngineFactsTest#aPageOfAnIndexEndsAtItsBound}: where an index shares its sort key with
 * the table, a page that ends with the sort key of the interval's end is taken for the last one, though others may have the
 * same, and no page begins there.
 */
final class IndexPages implements ExecutionInterceptor {

    private static final Pattern KEYS =
            Pattern.compile("(#\\w+ = :\\w+) AND (#\\w+) (<=|>=|BETWEEN) (:\\w+)(?: AND (:\\w+))?");

    /** The end that a query on an index goes towards, if the end is inside. */
    private record End(Matcher keys, String alias, String attribute, AttributeValue value) {

        static Optional<End> of(SdkRequest request) {
            if (!(request instanceof QueryRequest query) || query.indexName() == null) {
                return Optional.empty();
            }
            var keys = KEYS.matcher(query.keyConditionExpression());
            boolean forwards = query.scanIndexForward();
            if (!keys.matches() || keys.group(3).equals(forwards ? ">=" : "<=")) {
                return Optional.empty();
            }
            String alias = keys.group(forwards && keys.group(5) != null ? 5 : 4);
            String attribute = query.expressionAttributeNames().get(keys.group(2));
            return Optional.of(new End(
                    keys, alias, attribute, query.expressionAttributeValues().get(alias)));
        }

        boolean isAt(Map<String, AttributeValue> item) {
            return value.equals(item.get(attribute));
        }

        /** The rest of the interval, which is its end alone. */
        QueryRequest rest(QueryRequest query) {
            var values = new HashMap<>(query.expressionAttributeValues());
            if (keys.group(5) != null) {
                values.remove(keys.group(alias.equals(keys.group(5)) ? 4 : 5));
            }
            return query.toBuilder()
                    .keyConditionExpression(keys.group(1) + " AND " + keys.group(2) + " = " + alias)
                    .expressionAttributeValues(values)
                    .build();
        }
    }

    @Override
    public SdkRequest modifyRequest(Context.ModifyRequest context, ExecutionAttributes attributes) {
        return End.of(context.request())
                .filter(end -> end.isAt(((QueryRequest) context.request()).exclusiveStartKey()))
                .<SdkRequest>map(end -> end.rest((QueryRequest) context.request()))
                .orElse(context.request());
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        if (!(context.response() instanceof QueryResponse page)
                || page.hasLastEvaluatedKey()
                || page.items().isEmpty()
                || page.scannedCount() < ((QueryRequest) context.request()).limit()) {
            return context.response();
        }
        var last = page.items().get(page.items().size() - 1);
        return End.of(context.request())
                .filter(end -> end.isAt(last))
                .<SdkResponse>map(end -> page.toBuilder().lastEvaluatedKey(last).build()) // more than the key
                .orElse(page);
    }
}
