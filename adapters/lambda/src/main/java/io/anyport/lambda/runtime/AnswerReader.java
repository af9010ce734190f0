package io.anyport.lambda.runtime;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads answers of the Runtime API from a connection: HTTP/1.1 with a length, in chunks, or up to the end (RFC 9112). Not
 * thread-safe.
 */
final class AnswerReader {

    private static final int MOST_LINE = 64 * 1024; // a client context may be some kilobytes
    private static final int MOST_FIELDS = 200;
    private static final int MOST_CONTENT = 64 * 1024 * 1024; // events are 6 MB; nobody should take all memory

    private final ReadableByteChannel in;
    private final byte[] buffer = new byte[16 * 1024];
    private int position;
    private int end;
    private boolean begun;
    private boolean reusable;

    AnswerReader(ReadableByteChannel in) {
        this.in = in;
    }

    /** {@return whether another answer can follow on the same connection, on which nothing stands that nobody asked for} */
    boolean isReusable() {
        return reusable && position == end;
    }

    /**
     * {@return the next answer, those before the last one (status 1xx) left out}
     *
     * @throws EOFException if the connection ends before it
     * @throws ApiException if it is no answer, or not a whole one
     */
    Answer read() throws IOException {
        reusable = false;
        begun = false;
        while (true) {
            int status = status(line());
            var fields = fields();
            if (status >= 200) {
                return answer(status, fields);
            }
        }
    }

    private Answer answer(int status, List<String> fields) throws IOException {
        String length = Answer.field(fields, "Content-Length");
        String coding = Answer.field(fields, "Transfer-Encoding");
        byte[] content;
        boolean delimited = true;
        if (status == 204 || status == 304) {
            content = new byte[0];
        } else if (coding != null) {
            content = chunks();
        } else if (length != null) {
            content = exactly(number(length, 10));
        } else {
            content = rest();
            delimited = false;
        }
        reusable = delimited && !Answer.closes(fields);
        return new Answer(status, fields, content);
    }

    private static int status(String line) throws ApiException {
        boolean isStatus = line.length() >= 12 && line.startsWith("HTTP/1.") && line.charAt(8) == ' ';
        if (!isStatus) {
            throw new ApiException(0, "the Runtime API answered no HTTP/1.1");
        }
        return number(line.substring(9, 12), 10);
    }

    private List<String> fields() throws IOException {
        var fields = new ArrayList<String>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            if (fields.size() == MOST_FIELDS) {
                throw new ApiException(0, "the Runtime API answered with more than " + MOST_FIELDS + " fields");
            }
            fields.add(line);
        }
        return fields;
    }

    private byte[] chunks() throws IOException {
        var content = new ByteArrayOutputStream();
        while (true) {
            String line = line();
            int extension = line.indexOf(';');
            int size = number((extension < 0 ? line : line.substring(0, extension)).trim(), 16);
            if (size == 0) {
                fields();
                return content.toByteArray();
            }
            if (content.size() + (long) size > MOST_CONTENT) {
                throw tooLarge();
            }
            content.writeBytes(exactly(size));
            line();
        }
    }

    private byte[] exactly(int length) throws IOException {
        if (length > MOST_CONTENT) {
            throw tooLarge();
        }
        var content = new byte[length];
        int read = Math.min(length, end - position);
        System.arraycopy(buffer, position, content, 0, read);
        position += read;
        while (read < length) {
            int some = in.read(ByteBuffer.wrap(content, read, length - read));
            if (some < 0) {
                throw ended();
            }
            read += some;
        }
        return content;
    }

    private byte[] rest() throws IOException {
        var content = new ByteArrayOutputStream();
        do {
            content.write(buffer, position, end - position);
            if (content.size() > MOST_CONTENT) {
                throw tooLarge();
            }
        } while (fill());
        return content.toByteArray();
    }

    private static ApiException tooLarge() {
        return new ApiException(0, "the Runtime API answered with more than " + MOST_CONTENT + " bytes");
    }

    private static int number(String digits, int radix) throws ApiException {
        try {
            int number = Integer.parseInt(digits, radix);
            if (number >= 0 && Character.digit(digits.charAt(0), radix) >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new ApiException(0, "the Runtime API answered with a malformed number");
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        while (true) {
            int c = octet();
            if (c == '\n') {
                int last = line.length() - 1;
                if (last >= 0 && line.charAt(last) == '\r') {
                    line.setLength(last);
                }
                return line.toString();
            }
            if (line.length() == MOST_LINE) {
                throw new ApiException(0, "the Runtime API answered with a line of more than " + MOST_LINE + " bytes");
            }
            line.append((char) c);
        }
    }

    private int octet() throws IOException {
        if (position == end && !fill()) {
            throw ended();
        }
        return buffer[position++] & 0xff;
    }

    /** Answers whether there was more. */
    private boolean fill() throws IOException {
        position = 0;
        end = Math.max(0, in.read(ByteBuffer.wrap(buffer)));
        begun |= end > 0;
        return end > 0;
    }

    private IOException ended() {
        return begun
                ? new ApiException(0, "the Runtime API ended the connection in the middle of an answer")
                : new EOFException("the Runtime API ended the connection");
    }

    /** How bytes stand in lines. */
    static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
