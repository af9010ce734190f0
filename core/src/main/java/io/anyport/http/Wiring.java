package io.anyport.http;

import io.anyport.codec.Codec;
import io.anyport.observe.Observer;
import org.jspecify.annotations.Nullable;

/** What endpoints need to know of the application that they stand in. Thread-safe. */
public interface Wiring {

    /**
     * The codec of the application's documents.
     *
     * @return the codec
     * @throws IllegalStateException if there is none, or more than one
     */
    Codec codec();

    /**
     * What is shown to clients in the place of an output.
     *
     * @param output what logic gave back
     * @param request what it was asked with, whose links lead into the application as the client sees it
     * @return what the codec is to write
     */
    Object present(Object output, Request request);

    /** {@return who is told of what the application does; null for nobody} */
    default @Nullable Observer observer() {
        return null;
    }
}
