package io.anyport.http;

import java.util.List;

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
        String known = fields.combined(NAME);
        if (known == null) {
            return fields.plus(NAME, names);
        }
        var elements = FieldText.elements(known);
        var more = new StringBuilder(known);
        for (String name : FieldText.elements(names)) {
            if (!containsIgnoringCase(elements, name)) {
                more.append(", ").append(name);
            }
        }
        return elements.contains("*") ? fields : fields.with(NAME, more.toString());
    }

    private static boolean containsIgnoringCase(List<String> names, String name) {
        for (String known : names) {
            if (known.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return false;
    }
}
