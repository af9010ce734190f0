package io.anyport.undertow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.InterruptedByTimeoutException;
import java.util.concurrent.TimeUnit;
import org.xnio.channels.StreamSinkChannel;

/** An answer on its way to a client that takes its time, but not more than that: as bodies have to come, so answers have to go. */
final class PatientSink {

    private final StreamSinkChannel channel;
    private final Pace pace;
    private long sent;
    private long waited; // nanoseconds, for the client alone: the application's own do not count

    PatientSink(StreamSinkChannel channel, Pace pace) {
        this.channel = channel;
        this.pace = pace;
    }

    /** Writes all of it. */
    void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            int count = channel.write(bytes);
            sent += count;
            if (count == 0) {
                await();
            }
        }
    }

    /** Ends the answer. */
    void end() throws IOException {
        channel.shutdownWrites();
        flush();
    }

    /** Waits until the connection has taken what was written. */
    void flush() throws IOException {
        while (!channel.flush()) {
            await();
        }
    }

    private void await() throws IOException {
        long left = pace.milliseconds(sent) - TimeUnit.NANOSECONDS.toMillis(waited);
        if (left <= 0) {
            throw new InterruptedByTimeoutException();
        }
        long start = System.nanoTime();
        channel.awaitWritable(left, TimeUnit.MILLISECONDS);
        waited += System.nanoTime() - start;
    }
}
