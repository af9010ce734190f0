package io.anyport.codec;

import io.anyport.mapping.Document;
import io.anyport.mapping.Draft;
import io.anyport.mapping.Fault;
import io.anyport.mapping.Mapper;
import io.anyport.mapping.Reading;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Just enough JSON for the tests of core, which come before there is a real codec. */
public final class TinyJson implements Codec {

    private final String mediaType;

    public TinyJson() {
        this("application/json");
    }

    public TinyJson(String mediaType) {
        this.mediaType = mediaType;
    }

    @Override
    public String mediaType() {
        return mediaType;
    }

    @Override
    public <T> @Nullable T read(byte[] document, Class<T> type, Reading reading) {
        reading.in(Fault.Place.BODY);
        try {
            return Mapper.of(type).read(Document.reader(new Parser(document).document()), reading);
        } catch (IllegalStateException malformed) {
            reading.unreadable("a JSON document");
            return null;
        }
    }

    @Override
    public <T> @Nullable T read(byte[] document, Draft<T> draft, Reading reading) {
        reading.in(Fault.Place.BODY);
        try {
            draft.read(Document.reader(new Parser(document).document()), reading);
        } catch (IllegalStateException malformed) {
            reading.unreadable("a JSON document");
            draft.abandon();
        }
        return draft.finish(reading);
    }

    @Override
    public byte[] write(Object value) {
        var out = new StringBuilder();
        write(Document.of(Mapper.of(Object.class), value), out);
        return out.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(@Nullable Object value, StringBuilder out) {
        if (value instanceof Map<?, ?> map) {
            String separator = "{";
            for (var member : map.entrySet()) {
                out.append(separator).append('"').append(member.getKey()).append("\":");
                write(member.getValue(), out);
                separator = ",";
            }
            out.append(map.isEmpty() ? "{}" : "}");
        } else if (value instanceof List<?> list) {
            String separator = "[";
            for (Object element : list) {
                out.append(separator);
                write(element, out);
                separator = ",";
            }
            out.append(list.isEmpty() ? "[]" : "]");
        } else {
            out.append(value instanceof String ? "\"" + value + "\"" : String.valueOf(value));
        }
    }

    /** Strings have no escapes here. */
    private static final class Parser {
        private final String text;
        private int at;

        Parser(byte[] document) {
            text = new String(document, StandardCharsets.UTF_8).strip();
        }

        @Nullable
        Object document() {
            Object value = value();
            expect(at == text.length());
            return value;
        }

        private static void expect(boolean met) {
            if (!met) {
                throw new IllegalStateException("malformed");
            }
        }

        private boolean skip(String token) {
            boolean isThere = text.startsWith(token, at);
            at += isThere ? token.length() : 0;
            return isThere;
        }

        private @Nullable Object value() {
            if (skip("{")) {
                return object();
            } else if (skip("[")) {
                return list();
            } else if (skip("\"")) {
                return string();
            } else if (skip("null")) {
                return null;
            } else if (skip("true")) {
                return true;
            }
            return skip("false") ? (Object) false : number();
        }

        private Object object() {
            var map = new LinkedHashMap<String, @Nullable Object>();
            while (!skip("}")) {
                expect((map.isEmpty() || skip(",")) && skip("\""));
                String name = string();
                expect(skip(":"));
                map.put(name, value());
            }
            return map;
        }

        private Object list() {
            var list = new ArrayList<@Nullable Object>();
            while (!skip("]")) {
                expect(list.isEmpty() || skip(","));
                list.add(value());
            }
            return list;
        }

        private String string() {
            int end = text.indexOf('"', at);
            expect(end >= 0);
            String string = text.substring(at, end);
            at = end + 1;
            return string;
        }

        private Object number() {
            int start = at;
            while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            String number = text.substring(start, at);
            try {
                return number.matches("-?\\d{1,18}") ? (Object) Long.valueOf(number) : new BigDecimal(number);
            } catch (NumberFormatException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
