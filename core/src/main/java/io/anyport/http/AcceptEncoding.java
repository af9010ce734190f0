package io.anyport.http;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which content codings a client takes (RFC 9110, section 12.5.3), in thousandths of quality.
 *
 * @param gzip how much it likes gzip; zero if it does not take it
 * @param identity how much it likes content as it is; zero if it does not take it
 */
record AcceptEncoding(int gzip, int identity) {

    private static final int UNSAID = -1;
    private static final int MOST = 1_000;

    /** What is not understood does not count; a client that says nothing gets content as it is. */
    static AcceptEncoding of(@Nullable String field) {
        int gzip = UNSAID;
        int identity = UNSAID;
        int any = UNSAID;
        for (String element : FieldText.elements(field)) {
            int semicolon = element.indexOf(';');
            int quality = semicolon < 0
                    ? MOST
                    : quality(element.substring(semicolon + 1).strip());
            String coding = (semicolon < 0 ? element : element.substring(0, semicolon))
                    .strip()
                    .toLowerCase(Locale.ROOT);
            switch (quality < 0 ? "" : coding) {
                case "gzip", "x-gzip" -> gzip = Math.max(gzip, quality);
                case "identity" -> identity = Math.max(identity, quality);
                case "*" -> any = Math.max(any, quality);
                default -> {}
            }
        }
        int gzipOrAny = gzip == UNSAID ? Math.max(any, 0) : gzip;
        boolean isExcluded = identity == 0 || (identity == UNSAID && any == 0);
        return new AcceptEncoding(
                gzipOrAny, isExcluded ? 0 : Math.max(identity, 1)); // unsaid is acceptable, and liked least
    }

    boolean prefersGzip() {
        return gzip > 0 && gzip >= identity;
    }

    boolean takesNothing() {
        return gzip == 0 && identity == 0;
    }

    /** {@return the weight in thousandths (RFC 9110, section 12.4.2), or -1 if it is malformed} */
    private static int quality(String parameter) {
        if (!parameter.matches("[qQ]=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")) {
            return UNSAID;
        }
        String digits = (parameter.substring(2).replace(".", "") + "000").substring(0, 4);
        return Integer.parseInt(digits);
    }
}
