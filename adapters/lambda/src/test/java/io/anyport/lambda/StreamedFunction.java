package io.anyport.lambda;

import io.anyport.App;
import io.anyport.http.Body;
import io.anyport.http.Response;
import io.anyport.http.Route;
import java.io.IOException;
import java.io.InputStream;

/** A function that answers with as much as it is told to, made while it is read. */
public final class StreamedFunction extends LambdaHandler {

    /** For the runtime. */
    public StreamedFunction() {
        super(App.of(
                "streamed",
                Route.post("/{length}")
                        .to(request -> Response.ok()
                                .withBody("a/b", Body.of(new Bytes(Long.parseLong(request.parameter("length"))))))));
    }

    /** Bytes that tell their place. */
    static final class Bytes extends InputStream {
        private final long length;
        private long position;

        Bytes(long length) {
            this.length = length;
        }

        /** {@return the byte at a place} */
        static byte at(long position) {
            return (byte) (position * 31 + (position >> 8));
        }

        @Override
        public int read() throws IOException {
            throw new IOException("byte by byte");
        }

        @Override
        public int read(byte[] buffer, int offset, int most) {
            int count = (int) Math.min(length - position, most);
            for (int i = 0; i < count; i++) {
                buffer[offset + i] = at(position++);
            }
            return count == 0 && most > 0 ? -1 : count;
        }
    }
}
