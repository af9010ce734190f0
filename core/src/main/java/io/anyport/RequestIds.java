package io.anyport;

import io.anyport.http.Request;

/** Ids that clients give their requests. */
final class RequestIds {

    private static final int SHORTEST = 8;
    private static final int LONGEST = 128;
    private static final String MARKS = "-._~+/=:";

    private RequestIds() {}

    static Request identified(Request request, String field) {
        var ids = request.headers().all(field);
        if (ids.size() != 1 || !isSafe(ids.get(0))) {
            return request;
        }
        return request.withInvocation(request.invocation().withId(ids.get(0)));
    }

    /** Letters and digits of ASCII: what goes into logs, answers and headers as it is, and into a shell unharmed. */
    private static boolean isSafe(String id) {
        for (int i = 0; i < id.length(); i++) {
            char c = id.charAt(i);
            boolean isPlain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
            if (!isPlain && MARKS.indexOf(c) < 0) {
                return false;
            }
        }
        return id.length() >= SHORTEST && id.length() <= LONGEST;
    }
}
