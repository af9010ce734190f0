package io.anyport;

import io.anyport.codec.Codec;
import io.anyport.http.Links;
import io.anyport.http.Wiring;

/** What an application's endpoints need to know of it. */
record AppWiring(CodecSource source, Presentation presentation) implements Wiring {

    @Override
    public Codec codec() {
        return source.codec();
    }

    @Override
    public Object present(Object output, Links links) {
        return presentation.present(output, links);
    }
}
