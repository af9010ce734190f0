package io.anyport.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What a proxy says of the request that it got: who sent it, and what it asked for. Null is what it does not say, or says malformed. */
record ForwardedHop(
        @Nullable String address,
        @Nullable String scheme,
        @Nullable String host,
        @Nullable String port) {

    /** The fields X-Forwarded-For, -Proto, -Host and -Port: lists of one length, or what the last proxy has written. */
    static List<ForwardedHop> common(Headers headers) {
        var addresses = FieldText.split(text(headers, "X-Forwarded-For"), ',');
        var schemes = FieldText.split(text(headers, "X-Forwarded-Proto"), ',');
        var hosts = FieldText.split(text(headers, "X-Forwarded-Host"), ',');
        var ports = FieldText.split(text(headers, "X-Forwarded-Port"), ',');
        var hops = new ArrayList<ForwardedHop>(addresses.size());
        for (int i = 0; i < addresses.size(); i++) {
            String scheme = at(schemes, i, addresses.size());
            hops.add(new ForwardedHop(
                    address(addresses.get(i)),
                    scheme == null ? null : scheme.toLowerCase(Locale.ROOT),
                    at(hosts, i, addresses.size()),
                    at(ports, i, addresses.size())));
        }
        return hops;
    }

    private static String text(Headers headers, String name) {
        String text = headers.combined(name);
        return text == null ? "" : text;
    }

    private static @Nullable String at(List<String> values, int index, int size) {
        String value = values.get(values.size() == size ? index : values.size() - 1);
        return value.isEmpty() ? null : value;
    }

    /** The field Forwarded (RFC 7239, section 4). A malformed element is a hop that says nothing, which ends the way there. */
    static List<ForwardedHop> standard(Headers headers) {
        var hops = new ArrayList<ForwardedHop>();
        for (String element : FieldText.elements(headers.combined("Forwarded"))) {
            hops.add(element(element));
        }
        return hops;
    }

    private static ForwardedHop element(String element) {
        var nothing = new ForwardedHop(null, null, null, null);
        String address = null;
        String scheme = null;
        String host = null;
        var seen = new ArrayList<String>();
        for (String pair : FieldText.split(element, ';')) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = equals < 0 ? "" : pair.substring(0, equals).toLowerCase(Locale.ROOT);
            String raw = pair.substring(equals + 1);
            if (!Characters.isToken(name) || seen.contains(name) || !isValue(raw)) {
                return nothing;
            }
            seen.add(name);
            String value = FieldText.unquote(raw);
            switch (name) {
                case "for" -> address = address(value);
                case "proto" -> scheme = value.toLowerCase(Locale.ROOT);
                case "host" -> host = value;
                default -> {}
            }
        }
        return new ForwardedHop(address, scheme, host, null);
    }

    /** A token, or a quoted string that ends where the text ends. */
    private static boolean isValue(String text) {
        if (!text.startsWith("\"")) {
            return Characters.isToken(text);
        }
        for (int i = 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                return i == text.length() - 1;
            }
            i += c == '\\' ? 1 : 0;
        }
        return false;
    }

    /** {@return the address without brackets and port; null for a name, {@code unknown} and what is obfuscated (sections 6.2, 6.3)} */
    static @Nullable String address(String node) {
        String address = node;
        int colon = node.indexOf(':');
        if (node.startsWith("[")) {
            int end = node.indexOf(']');
            boolean isWhole = end > 0 && (end == node.length() - 1 || node.charAt(end + 1) == ':');
            address = isWhole ? node.substring(1, end) : "";
        } else if (colon >= 0 && colon == node.lastIndexOf(':')) {
            address = node.substring(0, colon);
        }
        return AddressRange.parse(address) == null ? null : address;
    }
}
