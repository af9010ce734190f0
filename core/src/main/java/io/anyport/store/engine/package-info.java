/**
 * What a store's engine is built from: keys as ordered bytes, records as checked documents, queries as intervals,
 * cursors. Applications need none of it.
 */
package io.anyport.store.engine;
