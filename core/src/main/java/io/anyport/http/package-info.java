/**
 * HTTP as values and functions: {@link io.anyport.http.Request}, {@link io.anyport.http.Response}, {@link
 * io.anyport.http.Handler}, {@link io.anyport.http.Filter} and the {@link io.anyport.http.Route routes} that lead to
 * them. The words are those of RFC 9110.
 */
package io.anyport.http;
