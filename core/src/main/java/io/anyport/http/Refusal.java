package io.anyport.http;

import java.util.TreeSet;

/**
 * What answers where no route does.
 *
 * @param status of the answer
 * @param allow the value of {@code Allow}, or empty
 */
record Refusal(Status status, String allow) implements Handler {

    static final Refusal NOT_FOUND = new Refusal(Status.NOT_FOUND, "");

    /** {@return what says that there are routes, but for other methods; to OPTIONS that is an answer and no problem} */
    static Refusal allowing(Iterable<String> declared, Method asked) {
        boolean isOptions = asked.equals(Method.OPTIONS);
        return new Refusal(isOptions ? Status.NO_CONTENT : Status.METHOD_NOT_ALLOWED, allow(declared));
    }

    /** What routes declare, and what the router answers by itself. */
    private static String allow(Iterable<String> declared) {
        var all = new TreeSet<String>();
        for (String method : declared) {
            all.add(method);
        }
        if (all.contains("GET")) {
            all.add("HEAD");
        }
        all.add("OPTIONS");
        return String.join(", ", all);
    }

    @Override
    public Response handle(Request request) {
        var response =
                status.isSuccess() ? Response.of(status) : Problem.of(status).response();
        return allow.isEmpty() ? response : response.withHeader("Allow", allow);
    }
}
