package io.anyport.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anyport.dynamodb.FakeDynamoDb.Answer;
import io.anyport.store.Consistency;
import io.anyport.store.Key;
import io.anyport.store.Range;
import io.anyport.store.TableSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which reads are consistent: DynamoDB Local would not notice. */
class ConsistencyTest {

    record Page(String id, String text) {}

    private static final TableSpec<Page> PAGES =
            TableSpec.of("pages", Page.class).key("id").index("by-text", "text");
    private static final Key KEY = Key.of("1");

    @Test
    void onlyWhatMayBeLateIsLate() {
        try (var server = new FakeDynamoDb(request -> Answer.ok("{\"Items\":[],\"Count\":0}"));
                var client = server.client();
                var store = DynamoDbStore.open(client, DynamoDbOptions.standard())) {
            var pages = store.table(PAGES);
            pages.get(KEY);
            pages.query(Range.partition("1"));
            pages.getAll(List.of(KEY));
            assertEquals(List.of("true", "true", "true"), consistency(server));
            pages.get(KEY, Consistency.EVENTUAL);
            pages.query(Range.partition("1").eventual());
            assertEquals(List.of("false", "false"), consistency(server).subList(3, 5));
            pages.query(Range.partition("t").on("by-text"));
            assertEquals("unsaid", consistency(server).get(5));
        }
    }

    private static List<String> consistency(FakeDynamoDb server) {
        return server.requests().stream()
                .map(request -> request.body().contains("\"ConsistentRead\":")
                        ? request.body().replaceAll(".*\"ConsistentRead\":(\\w+).*", "$1")
                        : "unsaid")
                .toList();
    }
}
