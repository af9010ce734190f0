/**
 * What sameness means, as tests: a contract is a class to inherit, and each target or engine passes it, or says why not.
 */
@NullMarked
package io.anyport.junit;

import org.jspecify.annotations.NullMarked;
