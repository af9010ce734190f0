package io.anyport.junit.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A function in a process of its own. Thread-safe. Closing it ends the process at once. */
public final class FunctionProcess implements AutoCloseable {

    private static final int MOST_OUTPUT = 2000;

    private final Process process;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final Thread collector;

    private FunctionProcess(Process process) {
        this.process = process;
        this.collector = new Thread(this::collect, "function-output");
        collector.setDaemon(true);
    }

    static FunctionProcess of(Process process) throws IOException {
        process.getOutputStream().close();
        var function = new FunctionProcess(process);
        function.collector.start();
        return function;
    }

    private void collect() {
        try (InputStream in = process.getInputStream()) {
            var some = new byte[8192];
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                output.write(some, 0, read);
            }
        } catch (IOException e) {
            // the process has been ended
        }
    }

    /** {@return what it has written to its two outputs until now; all, once {@link #end} or {@link #stop} has come back} */
    public String output() {
        return output.toString(UTF_8);
    }

    /** {@return whether it runs} */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** {@return what there is to say if it has ended, else nothing} */
    String ended() {
        if (isAlive()) {
            return "";
        }
        String all = output();
        return "; a function has ended with status " + process.exitValue() + " and this output: "
                + all.substring(Math.max(0, all.length() - MOST_OUTPUT));
    }

    /** {@return the number of the process} */
    public long pid() {
        return process.pid();
    }

    /**
     * Waits for the end that the process makes itself.
     *
     * @param patience how long it is waited for
     * @return its status
     * @throws TimeoutException if it still runs then
     * @throws InterruptedException if the thread is interrupted
     */
    public int end(Duration patience) throws TimeoutException, InterruptedException {
        if (!process.waitFor(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException("the function still runs after " + patience);
        }
        collector.join();
        return process.exitValue();
    }

    /**
     * Ends the process as AWS Lambda does when it shuts an environment down: with SIGTERM.
     *
     * @param patience how long the function may take; AWS gives 500 ms with an internal extension, 2 s with an external one
     * @return its status; 143 for a JVM that was ended by the signal
     * @throws TimeoutException if it still runs then
     * @throws InterruptedException if the thread is interrupted
     */
    public int stop(Duration patience) throws TimeoutException, InterruptedException {
        process.toHandle().destroy(); // which leaves its output open, unlike that of the process
        return end(patience);
    }

    /** Ends the process at once (SIGKILL), and waits for it to be gone. */
    @Override
    public void close() {
        process.destroyForcibly();
        boolean interrupted = false;
        while (true) {
            try {
                process.waitFor();
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
