package io.anyport.codec;

import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** How a codec is found. By name first: {@link ServiceLoader} opens every jar, which is a good part of a cold start (ADR 0054). */
final class KnownCodec {

    private static final String NAME = "io.anyport.jackson.JacksonCodec";

    private KnownCodec() {}

    /** {@return Anyport's own codec; null if it is not there} */
    static @Nullable Codec find() {
        var found = find(Thread.currentThread().getContextClassLoader());
        return found == null ? find(Codec.class.getClassLoader()) : found;
    }

    private static @Nullable Codec find(@Nullable ClassLoader loader) {
        try {
            var type = Class.forName(NAME, true, loader);
            return Codec.class.isAssignableFrom(type)
                    ? (Codec) type.getConstructor().newInstance()
                    : null; // of another copy of this interface, in another class loader
        } catch (InvocationTargetException failed) {
            throw new IllegalStateException("the codec " + NAME + " cannot be made", failed.getCause());
        } catch (ReflectiveOperationException absent) {
            return null;
        }
    }

    /** {@return the only codec that there is} */
    static Codec only() {
        var found = all(Thread.currentThread().getContextClassLoader());
        if (found.isEmpty()) {
            found = all(Codec.class.getClassLoader());
        }
        if (found.size() == 1) {
            return found.get(0);
        }
        String which = found.isEmpty()
                ? "there is no codec; add one, such as anyport-jackson, to the class path"
                : "there are several codecs: "
                        + found.stream()
                                .map(codec -> codec.getClass().getName())
                                .toList();
        throw new IllegalStateException(which + ", or give one with App.codec(…)");
    }

    private static List<Codec> all(@Nullable ClassLoader loader) {
        var found = new ArrayList<Codec>(1);
        for (var codec : ServiceLoader.load(Codec.class, loader)) {
            found.add(codec);
        }
        return found;
    }
}
