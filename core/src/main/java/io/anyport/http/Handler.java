package io.anyport.http;

/**
 * An HTTP application, or a part of one, or a client: a function from a request to a response. Handlers are called by
 * many threads at once on every target.
 */
@FunctionalInterface
public interface Handler {

    /**
     * Answers a request.
     *
     * @param request the request
     * @return the response, never null
     * @throws Exception what is thrown becomes the response that the {@link io.anyport.App} declares for it; a {@link
     *     ProblemException} its problem; anything else a 500 with the request's id, logged once
     */
    Response handle(Request request) throws Exception;
}
