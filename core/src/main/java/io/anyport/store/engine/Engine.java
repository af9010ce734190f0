package io.anyport.store.engine;

import io.anyport.Resource;
import io.anyport.store.Get;
import io.anyport.store.TableSpec;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an engine has to do; all else that a store does is alike for every engine, and done by {@link EngineStore}: checks
 * of arguments and limits, retries, batches of any size, tokens. Thread-safe.
 *
 * <p>An engine that can be out of reach has a {@linkplain #healthCheck check}, which makes one real call with the rights that an application has
 * anyway.
 *
 * <p>Its methods fail with the kinds of {@link io.anyport.store.StoreException}, each exactly as its comment says, since
 * that decides whether a call is made again: an engine makes each call once. They heed the deadline of the current {@link
 * io.anyport.Invocation}. Whatever has expired by {@link #clock} counts as absent.
 */
public interface Engine extends Resource {

    /**
     * A table. It does not touch what is stored.
     *
     * @param spec the table; one with another layout under the same name never comes
     * @param <T> the record
     * @return the table
     */
    <T> TableEngine<T> table(TableSpec<T> spec);

    /**
     * Makes changes, all of them or none.
     *
     * @param changes 1 to 101 changes of different records
     * @param token if not null, the same changes with the same token do nothing for 10 minutes, and other changes are an
     *     {@link IllegalArgumentException}; comes only if {@link #keepsTokens}
     * @throws io.anyport.store.StoreException.ConditionFailed about the first whose guard does not allow it
     * @throws IllegalArgumentException if they leave more than a {@link TransactionSize} allows
     */
    void transact(List<Change<?>> changes, @Nullable String token);

    /** {@return whether {@link #transact} understands tokens; otherwise they are kept as records of a table} */
    boolean keepsTokens();

    /**
     * Reads records as they are at one moment.
     *
     * @param gets 1 to 100 reads of different records
     * @return what was found for each, null for nothing
     * @throws IllegalArgumentException if they find more than a {@link TransactionSize} allows
     */
    List<@Nullable Object> transactGet(List<? extends Get<?>> gets);

    /** {@return what decides about expiry} */
    Clock clock();

    /** Frees what the engine holds. */
    void close();
}
