/**
 * The application and its logic: {@link io.anyport.App}, {@link io.anyport.Logic}, {@link io.anyport.Invocation}. Business code
 * needs nothing of this but to be called by it.
 */
package io.anyport;
