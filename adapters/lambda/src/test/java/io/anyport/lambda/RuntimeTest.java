package io.anyport.lambda;

import io.anyport.junit.lambda.FunctionCommand;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** A function under the runtime that AWS runs it with. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime has native code for Linux only")
final class RuntimeTest extends RuntimeContract {

    RuntimeTest() {
        super(FunctionCommand.AWS_RUNTIME);
    }
}
