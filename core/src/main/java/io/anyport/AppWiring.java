package io.anyport;

import io.anyport.codec.Codec;
import io.anyport.http.Request;
import io.anyport.http.Wiring;
import io.anyport.observe.Observer;
import org.jspecify.annotations.Nullable;

/** What an application's endpoints need to know of it. */
record AppWiring(
        CodecSource source,
        Presentation presentation,
        @Nullable Observer observer) implements Wiring {

    @Override
    public Codec codec() {
        return source.codec();
    }

    @Override
    public Object present(Object output, Request request) {
        return presentation.present(output, request);
    }
}
