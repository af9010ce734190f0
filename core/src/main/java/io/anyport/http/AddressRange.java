package io.anyport.http;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A range of IP addresses in CIDR notation (RFC 4632, RFC 4291), such as {@code 10.0.0.0/8} or {@code fd00::/8}. An IPv4 address and the IPv6
 * address that stands for it ({@code ::ffff:10.0.0.1}) are one. No name is ever looked up. Immutable.
 */
public final class AddressRange {

    private static final int BITS = 128;
    private static final int MAPPED_BITS = 96;

    private final byte[] address;
    private final int prefix; // of 128 bits
    private final String text;

    private AddressRange(byte[] address, int prefix, String text) {
        this.address = address;
        this.prefix = prefix;
        this.text = text;
    }

    /**
     * A range.
     *
     * @param text an address, a slash and the number of bits that addresses have in common with it; or an address alone
     * @return the range
     * @throws IllegalArgumentException if the text is neither, or the address has bits behind the prefix
     */
    public static AddressRange of(String text) {
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        byte[] address = parse(literal);
        int offset = literal.indexOf(':') < 0 ? MAPPED_BITS : 0;
        int prefix = slash < 0 ? BITS : offset + number(text.substring(slash + 1), 10, 3, BITS);
        if (address == null || prefix < offset || prefix > BITS) {
            throw new IllegalArgumentException(
                    "range must be an IP address with an optional prefix length, such as 10.0.0.0/8; has "
                            + text.length() + " characters");
        }
        if (!Arrays.equals(address, masked(address, prefix))) {
            throw new IllegalArgumentException("range '" + text + "' must have no bits behind its prefix");
        }
        return new AddressRange(address, prefix, text);
    }

    /**
     * Whether an address is in this range.
     *
     * @param other an IP address
     * @return false for what is no address, too
     */
    public boolean contains(String other) {
        byte[] parsed = parse(other);
        return parsed != null && Arrays.equals(address, masked(parsed, prefix));
    }

    private static byte[] masked(byte[] address, int prefix) {
        var masked = new byte[address.length];
        for (int i = 0; i < masked.length; i++) {
            int bits = Math.max(0, Math.min(8, prefix - i * 8));
            masked[i] = (byte) (address[i] & 0xff00 >> bits);
        }
        return masked;
    }

    /** {@return the 16 bytes of an address, or null} */
    static byte @Nullable [] parse(String text) {
        if (text.length() > 45) {
            return null;
        }
        var bytes = new byte[16];
        if (text.indexOf(':') < 0) {
            bytes[10] = -1;
            bytes[11] = -1;
            return parse4(text, bytes, 12) ? bytes : null;
        }
        return parse6(text, bytes) ? bytes : null;
    }

    private static boolean parse4(String text, byte[] bytes, int at) {
        var parts = text.split("\\.", -1);
        boolean isAddress = parts.length == 4 && at <= 12;
        for (int i = 0; i < 4 && isAddress; i++) {
            int part = number(parts[i], 10, 3, 255);
            isAddress = part >= 0 && (parts[i].length() == 1 || parts[i].charAt(0) != '0');
            bytes[at + i] = (byte) part;
        }
        return isAddress;
    }

    private static boolean parse6(String text, byte[] bytes) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, bytes) == 16;
        }
        var tail = new byte[16];
        int head = gap == 0 ? 0 : groups(text.substring(0, gap), bytes);
        int end = gap + 2 == text.length() ? 0 : groups(text.substring(gap + 2), tail);
        if (head < 0 || end < 0 || head + end > 14) {
            return false;
        }
        System.arraycopy(tail, 0, bytes, 16 - end, end);
        return true;
    }

    /** {@return how many bytes the groups are, or -1 if they are malformed} An IPv4 address may stand last. */
    private static int groups(String text, byte[] bytes) {
        var parts = text.split(":", -1);
        int at = 0;
        for (int i = 0; i < parts.length; i++) {
            if (i == parts.length - 1 && parts[i].indexOf('.') >= 0) {
                return at <= 12 && parse4(parts[i], bytes, at) ? at + 4 : -1;
            }
            int group = number(parts[i], 16, 4, 0xffff);
            if (group < 0 || at > 14) {
                return -1;
            }
            bytes[at++] = (byte) (group >> 8);
            bytes[at++] = (byte) group;
        }
        return at;
    }

    /** {@return a number of ASCII digits, or a very negative one} */
    private static int number(String digits, int radix, int longest, int largest) {
        int number = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Characters.hexDigit(digits.charAt(i));
            if (digit < 0 || digit >= radix || i >= longest) {
                return -1_000;
            }
            number = number * radix + digit;
        }
        return digits.isEmpty() || number > largest ? -1_000 : number;
    }

    /** {@return the range as it was given} */
    @Override
    public String toString() {
        return text;
    }
}
