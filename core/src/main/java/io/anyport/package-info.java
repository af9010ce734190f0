/** The application: what is reachable, and how. */
package io.anyport;
