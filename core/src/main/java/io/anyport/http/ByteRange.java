package io.anyport.http;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a content (RFC 9110, section 14.1.2).
 *
 * @param first the first byte, from 0
 * @param last the last byte, which belongs to the range
 */
record ByteRange(long first, long last) {

    private static final int DIGITS = 18; // of what fits into a long for sure
    private static final String UNIT = "bytes=";

    long length() {
        return last - first + 1;
    }

    /** {@return the value of Content-Range} */
    String of(long length) {
        return "bytes " + first + "-" + last + "/" + length;
    }

    private boolean overlaps(ByteRange other) {
        return first <= other.last && other.first <= last;
    }

    /**
     * {@return the ranges of a field that the content has, in the field's order; none if it has none of them; null if the field is
     * malformed, of another unit, or asks for too much: more ranges than the limit, or more than two that overlap}
     */
    static @Nullable List<ByteRange> parse(String field, long length, int limit) {
        if (!field.regionMatches(true, 0, UNIT, 0, UNIT.length())) {
            return null;
        }
        var specs = FieldText.elements(field.substring(UNIT.length()));
        if (specs.isEmpty() || specs.size() > limit) {
            return null;
        }
        var ranges = new ArrayList<ByteRange>(specs.size());
        for (String spec : specs) {
            if (!isSpec(spec)) {
                return null;
            }
            var range = resolve(spec, length);
            if (range != null) {
                ranges.add(range);
            }
        }
        return overlapping(ranges) > 1 ? null : ranges;
    }

    /** Two that overlap may come from a reader; more are an attack (RFC 9110, section 14.2). */
    private static int overlapping(List<ByteRange> ranges) {
        int count = 0;
        for (int i = 0; i < ranges.size(); i++) {
            for (int j = 0; j < i; j++) {
                count += ranges.get(i).overlaps(ranges.get(j)) ? 1 : 0;
            }
        }
        return count;
    }

    private static boolean isSpec(String spec) {
        int dash = spec.indexOf('-');
        boolean isSuffix = dash == 0;
        boolean isOpen = dash == spec.length() - 1;
        if (dash < 0 || (isSuffix && isOpen) || !isNumber(spec, 0, dash) || !isNumber(spec, dash + 1, spec.length())) {
            return false;
        }
        return isSuffix || isOpen || number(spec.substring(0, dash)) <= number(spec.substring(dash + 1));
    }

    private static boolean isNumber(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    /** A number that is too large is larger than any content. */
    private static long number(String digits) {
        int start = 0;
        while (start < digits.length() - 1 && digits.charAt(start) == '0') {
            start++;
        }
        return digits.length() - start > DIGITS ? Long.MAX_VALUE : Long.parseLong(digits.substring(start));
    }

    private static @Nullable ByteRange resolve(String spec, long length) {
        int dash = spec.indexOf('-');
        if (dash == 0) {
            long suffix = Math.min(number(spec.substring(1)), length);
            return suffix == 0 ? null : new ByteRange(length - suffix, length - 1);
        }
        long first = number(spec.substring(0, dash));
        long last = dash == spec.length() - 1 ? length - 1 : Math.min(number(spec.substring(dash + 1)), length - 1);
        return first >= length ? null : new ByteRange(first, last);
    }
}
