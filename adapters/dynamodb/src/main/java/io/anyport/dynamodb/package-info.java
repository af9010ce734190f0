/** A store on Amazon DynamoDB. */
@NullMarked
package io.anyport.dynamodb;

import org.jspecify.annotations.NullMarked;
