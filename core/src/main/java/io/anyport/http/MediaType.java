package io.anyport.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A media type or a media range (RFC 9110, sections 8.3.1 and 12.5.1).
 *
 * @param type the type in lower case, or an asterisk
 * @param subtype the subtype in lower case, or an asterisk
 * @param parameters names in lower case, and values without their quotes
 */
record MediaType(String type, String subtype, Map<String, String> parameters) {

    /** {@return the media type that a text is, or null if it is none} */
    static @Nullable MediaType parse(String text) {
        int semicolon = text.indexOf(';');
        String essence = (semicolon < 0 ? text : text.substring(0, semicolon)).strip();
        int slash = essence.indexOf('/');
        if (slash < 0
                || !Characters.isToken(essence.substring(0, slash))
                || !Characters.isToken(essence.substring(slash + 1))) {
            return null;
        }
        String lower = essence.toLowerCase(Locale.ROOT);
        var parameters = semicolon < 0 ? Map.<String, String>of() : parameters(text, semicolon + 1);
        return parameters == null
                ? null
                : new MediaType(lower.substring(0, slash), lower.substring(slash + 1), parameters);
    }

    private static @Nullable Map<String, String> parameters(String text, int start) {
        var parameters = new LinkedHashMap<String, String>();
        for (String parameter : FieldText.split(text.substring(start), ';')) {
            int equals = parameter.indexOf('=');
            if (parameter.isEmpty()) {
                continue;
            }
            if (equals < 0 || !Characters.isToken(parameter.substring(0, equals))) {
                return null;
            }
            parameters.put(
                    parameter.substring(0, equals).toLowerCase(Locale.ROOT),
                    FieldText.unquote(parameter.substring(equals + 1)));
        }
        return parameters;
    }

    /** {@return whether this is a media type, or its structured syntax (RFC 6839): {@code application/x+json} is JSON} */
    boolean isA(String mediaType) {
        String essence = type + "/" + subtype;
        int slash = mediaType.indexOf('/');
        return essence.equals(mediaType)
                || (type.equals("application") && subtype.endsWith("+" + mediaType.substring(slash + 1)));
    }

    /** {@return whether the text of this type is in UTF-8, as far as it says} */
    boolean isUtf8() {
        String charset = parameters.get("charset");
        return charset == null || charset.equalsIgnoreCase("utf-8");
    }

    /** {@return how specifically this range includes a media type: 0 if it does not, 3 if it names it} */
    int includes(String mediaType) {
        int slash = mediaType.indexOf('/');
        if (type.equals("*")) {
            return subtype.equals("*") ? 1 : 0;
        }
        if (!type.equals(mediaType.substring(0, slash))) {
            return 0;
        }
        return subtype.equals("*") ? 2 : subtype.equals(mediaType.substring(slash + 1)) ? 3 : 0;
    }

    /** {@return whether this range has a quality of zero, which excludes what it includes} */
    boolean isExcluding() {
        String quality = parameters.get("q");
        if (quality == null || !quality.startsWith("0")) {
            return false;
        }
        for (int i = 1; i < quality.length(); i++) {
            if (quality.charAt(i) != (i == 1 ? '.' : '0')) {
                return false;
            }
        }
        return true;
    }
}
