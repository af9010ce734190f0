package io.anyport.benchmarks.bear;

import io.anyport.benchmarks.serve.Server;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a server holds.
 *
 * @param heap megabytes of what is alive
 * @param threads of the platform
 * @param descriptors open files and sockets
 */
record Footprint(double heap, long threads, long descriptors) {

    private static final Pattern USED = Pattern.compile("total [0-9]+K, used ([0-9]+)K");

    static Footprint of(Server server, String jdk) throws IOException {
        jcmd(jdk, server.pid(), "GC.run");
        var used = USED.matcher(jcmd(jdk, server.pid(), "GC.heap_info"));
        long kilobytes = 0;
        while (used.find()) {
            kilobytes += Long.parseLong(used.group(1));
        }
        if (kilobytes == 0) {
            throw new IOException("GC.heap_info says nothing that is understood");
        }
        return new Footprint(kilobytes / 1024.0, server.status("Threads"), server.descriptors());
    }

    private static String jcmd(String jdk, long pid, String command) throws IOException {
        var process = new ProcessBuilder(Path.of(jdk, "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f MB, %d threads, %d descriptors", heap, threads, descriptors);
    }
}
