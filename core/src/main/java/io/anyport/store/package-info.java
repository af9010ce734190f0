/**
 * Tables of records with keys, conditional writes, versions and ordered queries: a small port that means the same on
 * every engine.
 *
 * <p>A {@link io.anyport.store.TableSpec} says once how a record is keyed; a {@link io.anyport.store.Store} makes a
 * {@link io.anyport.store.Table} of it. Values that no engine could keep are refused with {@link
 * io.anyport.mapping.InvalidInput}; what happens at run time is a {@link io.anyport.store.StoreException}; wrong types
 * and names are an {@link java.lang.IllegalArgumentException}.
 */
package io.anyport.store;
