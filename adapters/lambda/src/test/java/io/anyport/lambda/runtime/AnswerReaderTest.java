package io.anyport.lambda.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that arrive in steps of some bytes. */
final class AnswerReaderTest {

    /** Bytes that come so many at a time. */
    private static ReadableByteChannel channel(String bytes, int step) {
        var all = ByteBuffer.wrap(bytes.getBytes(ISO_8859_1));
        return new ReadableByteChannel() {
            @Override
            public int read(ByteBuffer target) {
                int count = Math.min(Math.min(step, target.remaining()), all.remaining());
                for (int i = 0; i < count; i++) {
                    target.put(all.get());
                }
                return count == 0 && target.hasRemaining() ? -1 : count;
            }

            @Override
            public boolean isOpen() {
                return true;
            }

            @Override
            public void close() {
                throw new AssertionError("not the reader's");
            }
        };
    }

    private static final String LENGTH = "HTTP/1.1 200 OK\r\nA: b\r\nContent-Length: 5\r\n\r\nhello";
    private static final String CHUNKS =
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n";

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 7, 1000})
    void stepsDoNotMatter(int step) throws IOException {
        var reader = new AnswerReader(channel(LENGTH + CHUNKS, step));
        for (int i = 0; i < 2; i++) {
            assertEquals("hello", new String(reader.read().content(), ISO_8859_1));
        }
        assertTrue(reader.isReusable());
    }

    /** What is cut is never taken for a whole. */
    @Test
    void whereverAnAnswerIsCutItIsNone() {
        for (String whole : new String[] {LENGTH, CHUNKS}) {
            for (int length = 0; length < whole.length(); length++) {
                var reader = new AnswerReader(channel(whole.substring(0, length), 4));
                var failed = assertThrows(IOException.class, reader::read, whole.substring(0, length));
                assertEquals(length > 0, failed instanceof ApiException);
                assertFalse(reader.isReusable());
            }
        }
    }

    @Test
    void nothingFollowsOnAConnectionThatHasMoreThanWasAskedFor() throws IOException {
        var reader = new AnswerReader(channel(LENGTH + "HTTP/1.1 200 OK\r\n", 1000));
        reader.read();
        assertFalse(reader.isReusable());
    }
}
