package io.anyport.http;

import io.anyport.Logic;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks to hold before it is done (RFC 9110, section 13): {@code If-Match}, {@code If-Unmodified-Since},
 * {@code If-None-Match} and {@code If-Modified-Since}, in that order of precedence. Immutable.
 *
 * <p>Logic that changes something checks it first, and leaves to the store what must not change in between: {@link #version} is what
 * a guarded write expects. A malformed list of tags matches nothing; a malformed date is ignored, as the RFC asks.
 */
public final class Precondition {

    private static final String ANY = "*";

    /** What becomes of a request. */
    enum Outcome {
        HOLDS,
        NOT_MODIFIED,
        FAILED
    }

    private final boolean isRead;
    private final @Nullable String match;
    private final @Nullable String noneMatch;
    private final @Nullable Instant unmodifiedSince;
    private final @Nullable Instant modifiedSince;

    private Precondition(Request request) {
        var headers = request.headers();
        this.isRead = isRead(request);
        this.match = headers.combined("If-Match");
        this.noneMatch = headers.combined("If-None-Match");
        this.unmodifiedSince = match == null ? date(headers, "If-Unmodified-Since") : null;
        this.modifiedSince = noneMatch == null && isRead ? date(headers, "If-Modified-Since") : null;
    }

    /** A field that stands twice is no date. */
    private static @Nullable Instant date(Headers headers, String name) {
        String text = headers.combined(name);
        return text == null ? null : HttpDate.parse(text, Instant.now());
    }

    static boolean isRead(Request request) {
        return request.method().equals(Method.GET) || request.method().equals(Method.HEAD);
    }

    /**
     * The precondition of a request.
     *
     * @param request the request
     * @return its precondition, which holds always if the request has none
     */
    public static Precondition of(Request request) {
        return new Precondition(request);
    }

    /**
     * A filter for routes that change something: it looks up what there is and checks the precondition before the logic is called;
     * GET and HEAD, and requests without a precondition, pass without a look. What another request changes in between is the affair
     * of the store's own guards.
     *
     * @param current gives the tag of what there is now; empty if there is nothing. What it throws is thrown
     * @return the filter, which answers 412 with a problem where the precondition does not hold
     */
    public static Filter checkedAgainst(Logic<Request, Optional<EntityTag>> current) {
        Objects.requireNonNull(current, "current");
        return next -> request -> {
            var precondition = of(request);
            if (precondition.isGiven() && !precondition.isRead) {
                precondition.check(
                        current.apply(request).map(tag -> Current.of(tag, null)).orElse(Current.NOTHING));
            }
            return next.handle(request);
        };
    }

    /** {@return whether the request asks for anything that can be understood} */
    public boolean isGiven() {
        return match != null || noneMatch != null || unmodifiedSince != null || modifiedSince != null;
    }

    /**
     * Refuses requests that could overwrite what their client has not seen.
     *
     * @return this
     * @throws ProblemException with 428 (RFC 6585, section 3) if there is neither {@code If-Match} nor {@code If-Unmodified-Since}
     *     nor {@code If-None-Match}
     */
    public Precondition required() {
        if (match == null && noneMatch == null && unmodifiedSince == null) {
            throw ProblemException.of(Problem.of(Status.PRECONDITION_REQUIRED)
                    .withDetail("The request must say in If-Match which version it changes."));
        }
        return this;
    }

    /**
     * The version that {@code If-Match} expects, as {@link EntityTag#ofVersion} has written it: to be the version of the record that a
     * guarded write replaces.
     *
     * @return empty if there is no {@code If-Match}, or it is {@code *}, for any version
     * @throws ProblemException with 412 if {@code If-Match} is anything but one strong tag of a version, since no version matches it
     */
    public OptionalLong version() {
        if (match == null || match.equals(ANY)) {
            return OptionalLong.empty();
        }
        var tags = EntityTag.list(match);
        var version = tags == null || tags.size() != 1
                ? OptionalLong.empty()
                : tags.get(0).version();
        if (version.isEmpty()) {
            throw failed();
        }
        return version;
    }

    /**
     * Checks the precondition against what there is.
     *
     * @param tag its tag
     * @throws ProblemException with 412 if the precondition does not hold; that the client of a GET has it already is no failure, but
     *     what {@link ConditionalRequests} answers
     */
    public void check(EntityTag tag) {
        check(Current.of(Objects.requireNonNull(tag, "tag"), null));
    }

    /**
     * Checks the precondition against what there is.
     *
     * @param tag its tag
     * @param modified when it was last changed; what is below a second does not count
     * @throws ProblemException with 412 if the precondition does not hold; that the client of a GET has it already is no failure, but
     *     what {@link ConditionalRequests} answers
     */
    public void check(EntityTag tag, Instant modified) {
        check(Current.of(Objects.requireNonNull(tag, "tag"), Objects.requireNonNull(modified, "modified")));
    }

    /**
     * Checks the precondition where there is nothing yet: {@code If-None-Match: *} holds, {@code If-Match} does not.
     *
     * @throws ProblemException with 412 if the precondition does not hold
     */
    public void checkAbsent() {
        check(Current.NOTHING);
    }

    private void check(Current current) {
        if (against(current) == Outcome.FAILED) {
            throw failed();
        }
    }

    private static ProblemException failed() {
        return ProblemException.of(failure());
    }

    static Problem failure() {
        return Problem.of(Status.PRECONDITION_FAILED).withDetail("What is there is not what the request expects.");
    }

    /** What there is: whether there is anything, and as far as it is known, its tag and its time. */
    record Current(
            boolean exists,
            @Nullable EntityTag tag,
            @Nullable Instant modified) {

        static final Current NOTHING = new Current(false, null, null);

        static Current of(@Nullable EntityTag tag, @Nullable Instant modified) {
            return new Current(true, tag, modified == null ? null : modified.truncatedTo(ChronoUnit.SECONDS));
        }
    }

    /** The order of RFC 9110, section 13.2.2. */
    Outcome against(Current current) {
        var modified = current.modified;
        if (match != null ? !matches(match, current, false) : isLater(modified, unmodifiedSince)) {
            return Outcome.FAILED;
        }
        if (noneMatch != null) {
            boolean isThere = matches(noneMatch, current, true);
            return !isThere ? Outcome.HOLDS : isRead ? Outcome.NOT_MODIFIED : Outcome.FAILED;
        }
        boolean isUnmodified = modifiedSince != null && modified != null && !modified.isAfter(modifiedSince);
        return isUnmodified ? Outcome.NOT_MODIFIED : Outcome.HOLDS;
    }

    /** A condition on a time that nobody knows is ignored. */
    private static boolean isLater(@Nullable Instant modified, @Nullable Instant since) {
        return modified != null && since != null && modified.isAfter(since);
    }

    private static boolean matches(String field, Current current, boolean isWeakly) {
        if (field.equals(ANY)) {
            return current.exists;
        }
        var tags = EntityTag.list(field);
        var known = current.tag;
        if (tags == null || known == null) {
            return false;
        }
        for (var tag : tags) {
            if (isWeakly ? tag.isEquivalentTo(known) : tag.isSameBytesAs(known)) {
                return true;
            }
        }
        return false;
    }

    /** {@return what is asked for, without the values} */
    @Override
    public String toString() {
        return "Precondition[" + (match == null ? "" : "If-Match ")
                + (noneMatch == null ? "" : "If-None-Match ")
                + (unmodifiedSince == null ? "" : "If-Unmodified-Since ")
                + (modifiedSince == null ? "" : "If-Modified-Since ") + "]";
    }
}
