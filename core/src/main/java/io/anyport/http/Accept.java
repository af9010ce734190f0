package io.anyport.http;

/** What a client accepts (RFC 9110, section 12.5.1). */
final class Accept {

    private Accept() {}

    /**
     * {@return whether a response of a media type may be sent} The most specific range decides; a header that is absent,
     * or in which nothing can be understood, accepts all.
     */
    static boolean accepts(Headers headers, String mediaType) {
        String first = headers.value("Accept");
        if (first == null || first.equals("*/*") || first.equals(mediaType)) {
            return true;
        }
        boolean understood = false;
        boolean accepted = false;
        int decided = 0;
        for (String value : headers.all("Accept")) {
            for (String element : FieldText.split(value, ',')) {
                var range = MediaType.parse(element);
                if (range == null) {
                    continue;
                }
                understood = true;
                int specificity = range.includes(mediaType);
                if (specificity > decided) {
                    decided = specificity;
                    accepted = !range.isExcluding();
                }
            }
        }
        return accepted || !understood;
    }
}
