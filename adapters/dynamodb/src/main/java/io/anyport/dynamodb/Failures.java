package io.anyport.dynamodb;

import io.anyport.mapping.Fault;
import io.anyport.mapping.InvalidInput;
import io.anyport.store.Key;
import io.anyport.store.Limits;
import io.anyport.store.StoreException.Conflict;
import io.anyport.store.StoreException.Throttled;
import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.StoreException.Unknown;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** What a failure of the SDK means to the caller of a store. The SDK's own texts may quote values, and are left out. */
final class Failures {

    private static final Set<String> CONFLICTS = Set.of(
            "TransactionConflictException", "TransactionInProgressException", "ReplicatedWriteConflictException");

    private static final Set<String> THROTTLES =
            Set.of("ProvisionedThroughputExceededException", "RequestLimitExceeded", "ThrottlingException");

    private Failures() {}

    /** The failure of a read, which has changed nothing. */
    static RuntimeException ofRead(SdkException e, @Nullable String table, @Nullable Key key) {
        return of(e, table, key, false);
    }

    /** The failure of a write, which may have been made unless it is known that it was not. */
    static RuntimeException ofWrite(SdkException e, @Nullable String table, @Nullable Key key) {
        return of(e, table, key, true);
    }

    private static RuntimeException of(SdkException e, @Nullable String table, @Nullable Key key, boolean write) {
        if (e instanceof AwsServiceException answer) {
            return ofAnswer(answer, table, key, write);
        }
        String unsent = unsent(e);
        if (unsent != null) {
            return new Unavailable(unsent, table, key, e);
        }
        return write ? new Unknown(table, key, e) : new Unavailable(unanswered(e), table, key, e);
    }

    private static RuntimeException ofAnswer(
            AwsServiceException e, @Nullable String table, @Nullable Key key, boolean write) {
        String code = code(e);
        var cause = withoutText(e, code);
        if (CONFLICTS.contains(code)) {
            return new Conflict(table, key, cause);
        }
        if (isThrottled(e)) {
            return new Throttled(table, key, cause);
        }
        if (code.equals("ResourceNotFoundException")) {
            return missing(table, cause);
        }
        if (code.equals("ValidationException")) {
            return invalid(text(e), table, cause);
        }
        if (e.statusCode() >= 500) {
            return write
                    ? new Unknown(table, key, cause)
                    : new Unavailable("DynamoDB has failed with status " + e.statusCode(), table, key, cause);
        }
        return new Unavailable("DynamoDB has refused with " + code, table, key, cause);
    }

    static boolean isThrottled(AwsServiceException e) {
        return THROTTLES.contains(code(e)) || e.isThrottlingException();
    }

    static IllegalStateException missing(@Nullable String table, Throwable cause) {
        return new IllegalStateException(
                about(table) + " or one of its indexes is not in DynamoDB; DynamoDbStore.createTables makes it", cause);
    }

    /** DynamoDB has one code for all mistakes, so its text has to tell them apart. */
    static RuntimeException invalid(String text, @Nullable String table, Throwable cause) {
        String lower = text.toLowerCase(Locale.ROOT);
        if (isTooLarge(text)) {
            return tooLarge();
        }
        if (lower.contains("size") && lower.contains("exceeded") && !lower.contains("expression")) {
            return InvalidInput.of(List.of(
                    new Fault(Fault.Place.BODY, "", "an item of at most " + Limits.MOST_ITEM_BYTES + " bytes")));
        }
        if (lower.contains("index")) {
            return missing(table, cause);
        }
        return new IllegalStateException(about(table) + ": DynamoDB does not understand a request", cause);
    }

    private static String about(@Nullable String table) {
        return table == null ? "a table" : "table " + table;
    }

    /** Whether a request was not valid. */
    static boolean isInvalid(SdkException e) {
        return e instanceof AwsServiceException answer && code(answer).equals("ValidationException");
    }

    /** Whether a sum was beyond what numbers can be. */
    static boolean isBeyondNumbers(SdkException e) {
        return e instanceof AwsServiceException answer && isInvalid(e) && isBeyondNumbers(text(answer));
    }

    static boolean isBeyondNumbers(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("overflow") || lower.contains("underflow") || lower.contains("precision");
    }

    /** Whether a transaction was about more than DynamoDB takes. */
    static boolean isTooLarge(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains("aggregate") || lower.contains("4 mb") || lower.contains("payload");
    }

    static IllegalArgumentException tooLarge() {
        return new IllegalArgumentException(
                "the records of a transaction must have at most " + Limits.MOST_TRANSACTED_BYTES + " bytes in all");
    }

    static String text(AwsServiceException e) {
        var details = e.awsErrorDetails();
        return details == null ? "" : String.valueOf(details.errorMessage());
    }

    static String code(AwsServiceException e) {
        var details = e.awsErrorDetails();
        return details == null || details.errorCode() == null ? "status " + e.statusCode() : details.errorCode();
    }

    /** Why a request was certainly not sent, in a line; null if it may have been. */
    private static @Nullable String unsent(SdkException e) {
        if (e instanceof ApiCallTimeoutException || e instanceof ApiCallAttemptTimeoutException) {
            return null;
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof SSLHandshakeException
                    || (cause instanceof SocketTimeoutException
                            && text.toLowerCase(Locale.ROOT).startsWith("connect"))) {
                return "DynamoDB cannot be reached: " + cause.getClass().getSimpleName();
            }
            if (text.startsWith("Unable to load credentials")) {
                return "there are no AWS credentials";
            }
        }
        return null;
    }

    private static String unanswered(SdkException e) {
        return "DynamoDB has not answered: " + e.getClass().getSimpleName();
    }

    /** The same failure without its text, in which DynamoDB may quote values. */
    static RuntimeException withoutText(AwsServiceException e, String code) {
        var copy = new IllegalStateException(
                "DynamoDB has answered " + code + ", status " + e.statusCode() + ", request " + e.requestId());
        copy.setStackTrace(e.getStackTrace());
        return copy;
    }
}
