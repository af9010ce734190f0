package io.anyport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class EntityTagTest {

    @Test
    void comparesAsTheTableOfTheRfc() {
        assertFalse(EntityTag.weak("1").isSameBytesAs(EntityTag.weak("1")));
        assertTrue(EntityTag.weak("1").isEquivalentTo(EntityTag.weak("1")));
        assertFalse(EntityTag.weak("1").isEquivalentTo(EntityTag.weak("2")));
        assertFalse(EntityTag.weak("1").isSameBytesAs(EntityTag.strong("1")));
        assertTrue(EntityTag.weak("1").isEquivalentTo(EntityTag.strong("1")));
        assertTrue(EntityTag.strong("1").isSameBytesAs(EntityTag.strong("1")));
    }

    @Test
    void readsWhatItWrites() {
        for (var tag : List.of(EntityTag.strong("a,b\\"), EntityTag.weak(""), EntityTag.strong("\u00e4"))) {
            assertEquals(Optional.of(tag), EntityTag.parse(tag.toString()));
        }
    }

    @Test
    void aListHasCommasAndSpacesWhereItMay() {
        assertEquals(
                List.of(EntityTag.strong("a,b"), EntityTag.weak("c\\"), EntityTag.strong("")),
                EntityTag.list(", \"a,b\" ,,\tW/\"c\\\", \"\""));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "\"",
                "\"a",
                "w/\"a\"",
                "W/ \"a\"",
                "\"a\" \"b\"",
                "\"a b\"",
                "*, \"a\"",
                "\"a\", b",
                "\"a\"b"
            })
    void anythingElseIsNoList(String text) {
        assertNull(EntityTag.list(text));
    }

    @Test
    void refusesWhatCouldNotBeSent() {
        assertThrows(IllegalArgumentException.class, () -> EntityTag.strong("a\"b"));
        assertThrows(IllegalArgumentException.class, () -> EntityTag.strong("a b"));
        assertThrows(IllegalArgumentException.class, () -> EntityTag.strong("a".repeat(1_001)));
        assertThrows(IllegalArgumentException.class, () -> EntityTag.ofVersion(-1));
    }
}
