package io.anyport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CallerTest {

    private static final Caller ADA =
            Caller.of(Caller.JWT, "ada", Map.of("sub", "ada", "email", "ada@example.com"), List.of("read", "write"));

    @Test
    void whatIsKnownIsFound() {
        assertEquals("jwt", ADA.scheme());
        assertEquals(Optional.of("ada"), ADA.id());
        assertEquals(Optional.of("ada@example.com"), ADA.claim("email"));
        assertEquals(Optional.empty(), ADA.claim("Email"));
        assertEquals(List.of("read", "write"), ADA.scopes());
        assertEquals(
                Optional.empty(),
                Caller.of(Caller.CUSTOM, null, Map.of(), List.of()).id());
    }

    @Test
    void nothingChangesIt() {
        var claims = new HashMap<>(Map.of("a", "b"));
        var scopes = new ArrayList<>(List.of("c"));
        var caller = Caller.of(Caller.IAM, "arn", claims, scopes);
        claims.clear();
        scopes.clear();
        assertEquals(Map.of("a", "b"), caller.claims());
        assertEquals(List.of("c"), caller.scopes());
        assertThrows(UnsupportedOperationException.class, () -> caller.claims().clear());
        assertThrows(UnsupportedOperationException.class, () -> caller.scopes().clear());
    }

    @Test
    void equalIsWhatIsKnownAlike() {
        var same = Caller.of(Caller.JWT, "ada", ADA.claims(), ADA.scopes());
        assertEquals(ADA, same);
        assertEquals(ADA.hashCode(), same.hashCode());
        assertNotEquals(ADA, Caller.of(Caller.IAM, "ada", ADA.claims(), ADA.scopes()));
        assertNotEquals(ADA, Caller.of(Caller.JWT, "bob", ADA.claims(), ADA.scopes()));
        assertNotEquals(ADA, Caller.of(Caller.JWT, "ada", Map.of(), ADA.scopes()));
        assertNotEquals(ADA, Caller.of(Caller.JWT, "ada", ADA.claims(), List.of()));
    }

    @Test
    void itsTextIsFitForALog() {
        assertEquals("Caller[jwt, [email, sub]]", ADA.toString());
    }
}
