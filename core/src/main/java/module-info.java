import org.jspecify.annotations.NullMarked;

/** The ports of Anyport, on the JDK alone. */
@NullMarked
module io.anyport {
    requires static org.jspecify;

    exports io.anyport;
    exports io.anyport.codec;
    exports io.anyport.event;
    exports io.anyport.http;
    exports io.anyport.json;
    exports io.anyport.mapping;
    exports io.anyport.observe;
    exports io.anyport.store;
    exports io.anyport.store.engine;

    uses io.anyport.codec.Codec;
}
