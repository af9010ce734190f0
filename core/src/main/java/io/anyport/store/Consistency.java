package io.anyport.store;

/** How fresh a read has to be. */
public enum Consistency {
    /** It sees every write that was answered before. */
    STRONG,
    /** It may be late, as an index is. On DynamoDB it costs half, and is there when a strong one may not be. */
    EVENTUAL
}
