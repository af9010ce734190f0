package io.anyport.http;

import org.jspecify.annotations.Nullable;

/**
 * The literals that may follow in a tree of routes: a hash table that is asked for a part of a path, so that nothing has to be cut out
 * of the path to look it up. Changed only while the tree is built.
 *
 * @param <N> what a literal leads to
 */
final class Literals<N> {

    private @Nullable String[] texts = new @Nullable String[2];
    private @Nullable Object[] nodes = new @Nullable Object[2];
    private int size;

    /** {@return what a literal leads to that is a part of a text, or null} */
    @SuppressWarnings("unchecked") // only put fills the array
    @Nullable
    N find(String text, int start, int end) {
        int slot = slot(text, start, end);
        return texts[slot] == null ? null : (N) nodes[slot];
    }

    void put(String text, N node) {
        if (++size * 2 > texts.length) {
            grow();
        }
        int slot = slot(text, 0, text.length());
        texts[slot] = text;
        nodes[slot] = node;
    }

    /** {@return where a text is, or the free place where it would be; there is one, since half of the table is free} */
    private int slot(String text, int start, int end) {
        int mask = texts.length - 1;
        int slot = hash(text, start, end) & mask;
        for (String known = texts[slot]; known != null; known = texts[slot]) {
            if (known.length() == end - start && text.startsWith(known, start)) {
                return slot;
            }
            slot = slot + 1 & mask;
        }
        return slot;
    }

    /** {@return how many places are looked at before a literal is found: what must not grow with the number of literals} */
    int steps(String text) {
        int end = text.length();
        return slot(text, 0, end) - hash(text, 0, end) & texts.length - 1;
    }

    private static int hash(String text, int start, int end) {
        int hash = 0x811c9dc5; // FNV-1a, since neighbours in this table must not be neighbours in a list of names
        for (int i = start; i < end; i++) {
            hash = (hash ^ text.charAt(i)) * 0x01000193;
        }
        return hash ^ hash >>> 15;
    }

    @SuppressWarnings("unchecked") // only put fills the array
    private void grow() {
        var oldTexts = texts;
        var oldNodes = nodes;
        texts = new @Nullable String[oldTexts.length * 2];
        nodes = new @Nullable Object[oldTexts.length * 2];
        for (int i = 0; i < oldTexts.length; i++) {
            String text = oldTexts[i];
            if (text != null) {
                int slot = slot(text, 0, text.length());
                texts[slot] = text;
                nodes[slot] = oldNodes[i];
            }
        }
    }
}
