package io.anyport.mapping;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps a value that may be absent: empty is no member in an object, and null in a list. */
final class OptionalMapper<T> extends Mapper<Optional<T>> {

    private final Mapper<T> value;

    OptionalMapper(Mapper<T> value) {
        this.value = value;
    }

    Mapper<T> value() {
        return value;
    }

    @Override
    @SuppressWarnings("NullableOptional") // null says that the value was refused, empty that there is none
    public @Nullable Optional<T> read(DocumentReader in, Reading reading) {
        if (in.kind() == DocumentReader.Kind.NULL) {
            in.skip();
            return Optional.empty();
        }
        T read = value.read(in, reading);
        return read == null ? null : Optional.of(read);
    }

    @Override
    public void write(Optional<T> optional, DocumentWriter out) {
        if (optional.isPresent()) {
            value.write(optional.get(), out);
        } else {
            out.nothing();
        }
    }

    @Override
    public String expected() {
        return value.expected();
    }

    @Override
    Optional<T> absent(Reading reading) {
        return Optional.empty();
    }
}
