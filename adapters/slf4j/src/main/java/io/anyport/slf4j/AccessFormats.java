package io.anyport.slf4j;

import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.OptionalLong;

/** The formats that there are. */
final class AccessFormats {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH);

    private AccessFormats() {}

    static String keyValue(AccessLine line) {
        return "method=" + line.method() + " path=\"" + line.path() + "\" route=\""
                + line.route().orElse("-") + "\" status=" + line.status() + " bytes=" + length(line.length()) + " ms="
                + millis(line.duration().toNanos()) + " client=" + line.client().orElse("-") + " id=" + line.id()
                + " trace=" + line.trace().orElse("-");
    }

    static String combined(AccessLine line) {
        return line.client().orElse("-") + " - - [" + TIME.format(line.time()) + "] \"" + line.method() + " "
                + line.path() + "\" " + line.status() + " " + length(line.length()) + " \""
                + line.field("Referer").orElse("-") + "\" \""
                + line.field("User-Agent").orElse("-") + "\"";
    }

    private static String length(OptionalLong length) {
        return length.isPresent() ? String.valueOf(length.getAsLong()) : "-";
    }

    private static String millis(long nanos) {
        long micros = nanos / 1000;
        return micros / 1000 + "." + String.valueOf(1000 + micros % 1000).substring(1);
    }
}
