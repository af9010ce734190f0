/** Tables, keys, queries and transactions. */
package io.anyport.store;
