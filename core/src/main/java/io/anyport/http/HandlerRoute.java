package io.anyport.http;

import java.util.List;

/** A route to a handler. */
final class HandlerRoute extends Route {

    private final Handler handler;

    HandlerRoute(Method method, PathTemplate template, List<Filter> filters, Handler handler) {
        super(method, template, filters);
        this.handler = handler;
    }

    @Override
    public Route with(Filter... more) {
        return new HandlerRoute(method(), template(), join(filters(), List.of(more)), handler);
    }

    @Override
    Route below(String prefix, List<Filter> outer) {
        return new HandlerRoute(method(), template().below(prefix), join(outer, filters()), handler);
    }

    @Override
    Handler handler() {
        return handler;
    }
}
