package starter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anyport.App;
import org.junit.jupiter.api.Test;

final class StarterTest {

    @Test
    void seesTheCore() {
        assertEquals("io.anyport.App", App.class.getName());
    }
}
