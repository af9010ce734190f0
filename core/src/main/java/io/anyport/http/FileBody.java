package io.anyport.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.OptionalLong;

/** A file, opened for whoever reads it: as long as it was when the body was made. */
record FileBody(Path file, long size) implements Body {

    static FileBody of(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new NoSuchFileException("no regular file");
            }
            return new FileBody(file, Files.size(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public OptionalLong length() {
        return OptionalLong.of(size);
    }

    @Override
    public byte[] bytes() {
        try (var stream = stream()) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public InputStream stream() {
        return size == 0 ? InputStream.nullInputStream() : new PartStream(this, new ByteRange(0, size - 1));
    }

    InputStream open() throws IOException {
        return Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS);
    }

    @Override
    public String toString() {
        return "Body[file of " + size + "]";
    }
}
