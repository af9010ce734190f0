package io.anyport;

import io.anyport.http.CatchAll;
import io.anyport.http.Problem;
import io.anyport.http.Status;
import io.anyport.store.StoreException;
import java.util.function.Function;

/** What the failures of a store mean to clients, unless an application says otherwise. */
final class StoreProblems implements Function<StoreException, Problem> {

    private static final String RETRY_AFTER = "Retry-After";

    private StoreProblems() {}

    static CatchAll declare(CatchAll catchAll) {
        return catchAll.answering(StoreException.class, new StoreProblems());
    }

    @Override
    public Problem apply(StoreException failure) {
        if (failure instanceof StoreException.ConditionFailed) {
            return Problem.of(Status.CONFLICT).withDetail("What is stored is not what the request expects.");
        }
        if (failure instanceof StoreException.Conflict) {
            return Problem.of(Status.CONFLICT).withDetail("Another request was at the same data. Try again.");
        }
        if (failure instanceof StoreException.Unknown) {
            return Problem.of(Status.GATEWAY_TIMEOUT).withDetail("It is not known whether the request took effect.");
        }
        return Problem.of(Status.SERVICE_UNAVAILABLE).withHeader(RETRY_AFTER, "1");
    }
}
