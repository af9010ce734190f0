package io.anyport.http;

import java.util.List;
import java.util.Locale;

/** The field that tells caches which fields of a request its answer depends on (RFC 9110, section 12.5.5). */
final class Vary {

    static final String NAME = "Vary";

    private Vary() {}

    /**
     * {@return header fields that vary by more} It stays one field, since some front doors carry one of a name only.
     *
     * @param names field names, with commas between them
     */
    static Headers plus(Headers fields, String names) {
        if (!fields.contains(NAME)) {
            return fields.plus(NAME, names);
        }
        var all = fields.all(NAME);
        var known = FieldText.elements(all);
        if (known.contains("*")) {
            return fields;
        }
        var text = new StringBuilder(String.join(", ", all));
        for (String name : FieldText.split(names, ',')) {
            if (!containsIgnoringCase(known, name)) {
                text.append(", ").append(name);
            }
        }
        return fields.with(NAME, text.toString());
    }

    private static boolean containsIgnoringCase(List<String> names, String name) {
        for (String known : names) {
            if (known.toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                return true;
            }
        }
        return false;
    }
}
