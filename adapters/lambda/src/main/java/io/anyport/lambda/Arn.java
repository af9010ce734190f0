package io.anyport.lambda;

import org.jspecify.annotations.Nullable;

/** Amazon Resource Names: {@code arn:partition:service:region:account:resource} (AWS General Reference, "ARNs"). */
final class Arn {

    private Arn() {}

    /** {@return the resource; null if it is no ARN} */
    static @Nullable String resource(@Nullable String arn) {
        if (arn == null || !arn.startsWith("arn:")) {
            return null;
        }
        int start = 0;
        for (int i = 0; i < 5; i++) {
            start = arn.indexOf(':', start) + 1;
            if (start == 0) {
                return null;
            }
        }
        return start == arn.length() ? null : arn.substring(start);
    }

    /** {@return the name behind a word such as {@code table/}, to the next slash; null if there is none} */
    static @Nullable String name(@Nullable String arn, String word) {
        String resource = resource(arn);
        if (resource == null || !resource.startsWith(word)) {
            return null;
        }
        int end = resource.indexOf('/', word.length());
        return end < 0 ? orNull(resource.substring(word.length())) : orNull(resource.substring(word.length(), end));
    }

    /** {@return the name behind the last slash; null if there is none} */
    static @Nullable String last(@Nullable String arn) {
        String resource = resource(arn);
        return resource == null ? null : orNull(resource.substring(resource.lastIndexOf('/') + 1));
    }

    private static @Nullable String orNull(String name) {
        return name.isEmpty() ? null : name;
    }
}
