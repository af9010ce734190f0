package todo;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every block of code in the documents is a part of a file that is built: what a reader copies compiles. */
class ReadmeTest {

    private static final Path ROOT = Path.of("..", "..");

    private static final Pattern BLOCK = Pattern.compile("```(java|xml)\\n(.*?)```", Pattern.DOTALL);

    @TestFactory
    Stream<DynamicTest> everyBlockIsBuiltSource() throws IOException {
        return blocks().map(block -> DynamicTest.dynamicTest(
                block.group(1) + ": " + block.group(2).lines().findFirst().orElse(""),
                () -> assertIsBuilt(block.group(2), block.group(1).equals("xml") ? "pom.xml" : ".java")));
    }

    @Test
    void thereAreBlocks() throws IOException {
        assertTrue(blocks().count() >= 20);
    }

    private static Stream<MatchResult> blocks() throws IOException {
        var blocks = Stream.<MatchResult>builder();
        for (var document : List.of(
                "README.md",
                "docs/lambda.md",
                "docs/stores.md",
                "docs/http.md",
                "docs/observability.md",
                "docs/ec2.md")) {
            BLOCK.matcher(Files.readString(ROOT.resolve(document))).results().forEach(blocks);
        }
        return blocks.build();
    }

    private static void assertIsBuilt(String block, String ending) throws IOException {
        String wanted = essence(block);
        try (var files = Files.walk(ROOT.resolve("examples"))) {
            for (var file : files.filter(isSource(ending)).toList()) {
                if (essence(Files.readString(file)).contains(wanted)) {
                    return;
                }
            }
        }
        fail("no source file below examples/ has this block; change the document or the example:\n" + block);
    }

    private static Predicate<Path> isSource(String ending) {
        return file -> file.toString().endsWith(ending) && !file.toString().contains("/target/");
    }

    /** What the compiler sees: a README need not show constructors without meaning, nor white space. */
    private static String essence(String source) {
        return source.replaceAll("private \\w+\\(\\) \\{}", "").replaceAll("\\s+", "");
    }
}
