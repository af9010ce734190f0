package io.anyport.http;

/** What a client accepts (RFC 9110, section 12.5.1). */
final class Accept {

    private Accept() {}

    /**
     * {@return whether a response of a media type may be sent} The most specific range decides, and of equal ones one that accepts;
     * a header that is absent, or in which nothing can be understood, accepts all. Parameters but the quality are not looked at.
     */
    static boolean accepts(Headers headers, String mediaType) {
        String header = headers.combined("Accept");
        if (header == null || header.equals("*/*") || header.equals(mediaType)) {
            return true;
        }
        boolean isUnderstood = false;
        boolean isAccepted = false;
        int decided = 0;
        for (String element : FieldText.split(header, ',')) {
            var range = MediaType.parse(element);
            int specificity = range == null ? 0 : range.includes(mediaType);
            isUnderstood |= range != null;
            if (range != null && specificity > 0 && specificity >= decided) {
                boolean isEqual = specificity == decided;
                isAccepted = !range.isExcluding() || (isEqual && isAccepted);
                decided = specificity;
            }
        }
        return isAccepted || !isUnderstood;
    }
}
