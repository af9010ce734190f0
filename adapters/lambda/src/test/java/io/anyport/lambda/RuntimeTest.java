package io.anyport.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.junit.lambda.FunctionCommand;
import io.anyport.junit.lambda.RuntimeApi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A function under the runtime that AWS runs it with. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime has native code for Linux only")
final class RuntimeTest extends RuntimeContract {

    RuntimeTest() {
        super(FunctionCommand.AWS_RUNTIME);
    }

    @Test
    void withoutOrgCracAFunctionIsWarnedAndRestoredAllTheSame() throws Exception {
        var command = command(SnapFunction.class).withClassPath(withoutCrac()).snapStart();
        try (var api = RuntimeApi.start();
                var function = command.start(api)) {
            api.restore();
            assertEquals("made", body(api.invoke(SnapFunction.event("/calls")).outcome(PATIENCE)));
            assertTrue(function.output().contains("without org.crac:crac on the class path"), function.output());
        }
    }

    @Test
    void orgCracIsNotLoadedWithoutASnapshot() throws Exception {
        var command = command(SnapFunction.class).withOptions("-Xlog:class+load");
        try (var api = RuntimeApi.start();
                var function = command.start(api)) {
            assertEquals("made", body(api.invoke(SnapFunction.event("/calls")).outcome(PATIENCE)));
            assertTrue(function.output().contains("io.anyport.lambda.LambdaHandler"), function.output());
            assertFalse(function.output().contains("org.crac."), function.output());
            assertFalse(function.output().contains("SnapshotHooks"), function.output());
        }
    }
}
