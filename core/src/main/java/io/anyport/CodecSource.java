package io.anyport;

import io.anyport.codec.Codec;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Where an application's codec comes from: given, or the only one on the class path, found when it is first needed. */
final class CodecSource {

    private volatile @Nullable Codec codec;

    private CodecSource(@Nullable Codec codec) {
        this.codec = codec;
    }

    static CodecSource of(Codec given) {
        return new CodecSource(Objects.requireNonNull(given, "codec"));
    }

    static CodecSource found() {
        return new CodecSource(null);
    }

    Codec codec() {
        var known = codec;
        if (known == null) {
            known = Codec.found();
            codec = known;
        }
        return known;
    }
}
