package io.anyport.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.dynamodb.FakeDynamoDb.Answer;
import io.anyport.store.Key;
import io.anyport.store.RetryPolicy;
import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.TableSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A store that is opened as the environment says, in processes of their own. */
class EnvironmentTest {

    record Page(String id, String text) {}

    private static final TableSpec<Page> PAGES =
            TableSpec.of("pages", Page.class).key("id");

    @TempDir
    Path home;

    /** Reads and writes something, and says how that went. */
    public static void main(String... none) {
        var options = DynamoDbOptions.standard().retry(RetryPolicy.never());
        try (var store = DynamoDbStore.create(options)) {
            var pages = store.table(PAGES);
            pages.put(new Page("1", "t"));
            System.out.print("read " + pages.get(Key.of("1")).orElseThrow().text());
        } catch (Unavailable failed) {
            System.out.print("failed " + failed.getMessage());
        }
    }

    /** What a process prints, with nothing of AWS in its environment but this. */
    private String run(Map<String, String> environment) throws Exception {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                EnvironmentTest.class.getName());
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void regionCredentialsAndEndpointComeFromTheEnvironment() throws Exception {
        try (var server = new FakeDynamoDb(request -> request.operation().equals("PutItem")
                ? Answer.ok("{}")
                : Answer.ok("{\"Item\":{\"id\":{\"S\":\"1\"},\"text\":{\"S\":\"t\"}}}"))) {
            var environment = new HashMap<String, String>();
            environment.put("AWS_REGION", "eu-central-1");
            environment.put("AWS_ACCESS_KEY_ID", "key");
            environment.put("AWS_SECRET_ACCESS_KEY", "secret");
            environment.put("AWS_ENDPOINT_URL_DYNAMODB", server.endpoint().toString());
            assertEquals("read t", run(environment));
            assertEquals(2, server.requests().size());
        }
    }

    @Test
    void whatIsMissingIsSaidInALine() throws Exception {
        String region = run(Map.of());
        assertTrue(region.startsWith("failed there is no AWS region"), region);
        assertFalse(region.contains("\n"), region);
        String credentials = run(Map.of("AWS_REGION", "eu-central-1"));
        assertEquals("failed table pages, key 1: there are no AWS credentials", credentials);
    }
}
