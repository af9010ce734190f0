package io.anyport.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The lists and quoted strings that field values are made of (RFC 9110, section 5.6). */
final class FieldText {

    private FieldText() {}

    /** {@return the elements between separators that are not in quotes, without the white space around them} */
    static List<String> split(String text, char separator) {
        var elements = new ArrayList<String>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (c == separator && !quoted) {
                elements.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        elements.add(text.substring(start).strip());
        return elements;
    }

    /** {@return the elements of a list (RFC 9110, section 5.6.1); empty ones do not count} */
    static List<String> elements(@Nullable String list) {
        var elements = new ArrayList<String>();
        for (String element : split(list == null ? "" : list, ',')) {
            if (!element.isEmpty()) {
                elements.add(element);
            }
        }
        return elements;
    }

    /** {@return a quoted string's content, or the text itself if it is not quoted} */
    static String unquote(String text) {
        if (text.length() < 2 || text.charAt(0) != '"' || text.charAt(text.length() - 1) != '"') {
            return text;
        }
        var content = new StringBuilder(text.length());
        for (int i = 1; i < text.length() - 1; i++) {
            char c = text.charAt(i);
            content.append(c == '\\' && i + 1 < text.length() - 1 ? text.charAt(++i) : c);
        }
        return content.toString();
    }
}
