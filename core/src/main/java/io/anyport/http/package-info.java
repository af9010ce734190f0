/** HTTP as values and functions. */
package io.anyport.http;
