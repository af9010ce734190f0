package io.anyport;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

final class ModuleTest {

    @Test
    void isNamedAsUsersRequireIt() {
        assertEquals("io.anyport", App.class.getModule().getName());
    }
}
