package io.anyport.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** How far the copy of a table has come; in a file, if there is one, of which each state replaces the one before at once. */
final class Checkpoint {

    private static final String BEGINNING = "";
    private static final String END = "end";
    private static final String AFTER = "after ";

    private final @Nullable Path file;
    private final String table;
    private String state;

    Checkpoint(@Nullable Path file, String table) {
        this.file = file;
        this.table = table;
        this.state = file == null ? BEGINNING : read(file).getProperty(table, BEGINNING);
    }

    boolean isEnd() {
        return state.equals(END);
    }

    @Nullable
    String cursor() {
        return state.startsWith(AFTER) ? state.substring(AFTER.length()) : null;
    }

    void move(@Nullable String next) {
        state = next == null ? END : AFTER + next;
        if (file != null) {
            var states = read(file);
            states.setProperty(table, state);
            write(file, states);
        }
    }

    private static Properties read(Path file) {
        var states = new Properties();
        if (Files.exists(file)) {
            try (var in = Files.newBufferedReader(file)) {
                states.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException("the checkpoint cannot be read", e);
            } catch (IllegalArgumentException malformed) {
                throw new UncheckedIOException(
                        "the checkpoint is damaged; delete it to copy from the beginning", new IOException(malformed));
            }
        }
        return states;
    }

    private static void write(Path file, Properties states) {
        var next = file.resolveSibling(file.getFileName() + ".next");
        try {
            try (var out = Files.newBufferedWriter(next)) {
                states.store(out, "How far each table has been copied");
            }
            Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("the checkpoint cannot be written", e);
        }
    }
}
