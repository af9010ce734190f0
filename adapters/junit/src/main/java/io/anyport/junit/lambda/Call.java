package io.anyport.junit.lambda;

/** What a runtime asks of the Runtime API (AWS Lambda Developer Guide, "Using the Lambda runtime API for custom runtimes"). */
public enum Call {
    /** {@code GET invocation/next}: the next invocation, waited for. */
    NEXT,
    /** {@code POST invocation/{id}/response}: the answer to an invocation. */
    RESPONSE,
    /** {@code POST invocation/{id}/error}: the failure of an invocation. */
    ERROR,
    /** {@code POST init/error}: the failure of a function to start. */
    INIT_ERROR,
    /** {@code GET restore/next}: all is ready for the snapshot; it is answered after the restore. */
    RESTORE_NEXT,
    /** {@code POST restore/error}: the failure of a function to go on after the restore. */
    RESTORE_ERROR
}
