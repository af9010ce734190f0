package io.anyport.http;

/** What stands around a handler: a function from a handler to a handler. */
@FunctionalInterface
public interface Filter {

    /**
     * Puts this filter around a handler. It is called once, when an application is put together, not per request.
     *
     * @param next what is to be called by the handler that is returned
     * @return the handler to call instead
     */
    Handler around(Handler next);

    /**
     * Two filters as one.
     *
     * @param inner the filter that stands inside this one
     * @return a filter that puts both around a handler
     */
    default Filter then(Filter inner) {
        return next -> around(inner.around(next));
    }
}
