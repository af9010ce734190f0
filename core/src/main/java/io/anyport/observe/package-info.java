/**
 * What an application does, seen from outside: metrics, spans and logs are {@linkplain io.anyport.observe.Observer observers} that
 * adapters bring.
 */
package io.anyport.observe;
