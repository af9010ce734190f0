package io.anyport;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who made an invocation, as whoever stands in front of the application has found out and vouches for: nothing in it was taken on the
 * client's word. Immutable, and thread-safe.
 */
public final class Caller {

    /** The scheme of a caller who has shown a JSON Web Token; the claims are the token's. */
    public static final String JWT = "jwt";

    /** The scheme of a caller who has signed the request with AWS credentials. */
    public static final String IAM = "iam";

    /** The scheme of a caller whom a function of the API's owner has let in; the claims are what that function has said. */
    public static final String CUSTOM = "custom";

    private final String scheme;
    private final @Nullable String id;
    private final Map<String, String> claims;
    private final List<String> scopes;

    private Caller(String scheme, @Nullable String id, Map<String, String> claims, List<String> scopes) {
        this.scheme = scheme;
        this.id = id;
        this.claims = claims;
        this.scopes = scopes;
    }

    /**
     * A caller.
     *
     * @param scheme how the caller was found out, such as {@link #JWT}
     * @param id who it is: the subject of a token, the ARN of a user; null if nobody said
     * @param claims what else is known; a value that is no text is one in JSON
     * @param scopes what the caller may do, as far as a token says
     * @return the caller
     */
    public static Caller of(String scheme, @Nullable String id, Map<String, String> claims, List<String> scopes) {
        return new Caller(Objects.requireNonNull(scheme, "scheme"), id, Map.copyOf(claims), List.copyOf(scopes));
    }

    /** {@return how the caller was found out: {@link #JWT}, {@link #IAM}, {@link #CUSTOM}, or another target's way} */
    public String scheme() {
        return scheme;
    }

    /** {@return who it is: the subject of a token, the ARN of a user; empty if nobody said} */
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    /**
     * A claim.
     *
     * @param name its name, in its case
     * @return empty if there is no such claim
     */
    public Optional<String> claim(String name) {
        return Optional.ofNullable(claims.get(name));
    }

    /** {@return all claims, unmodifiable and in no order} */
    public Map<String, String> claims() {
        return claims;
    }

    /** {@return what the caller may do, as far as a token says; unmodifiable} */
    public List<String> scopes() {
        return scopes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Caller that
                && scheme.equals(that.scheme)
                && Objects.equals(id, that.id)
                && claims.equals(that.claims)
                && scopes.equals(that.scopes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(scheme, id, claims, scopes);
    }

    /** {@return the scheme and the names of the claims only, since all else is personal} */
    @Override
    public String toString() {
        return "Caller[" + scheme + ", " + claims.keySet().stream().sorted().toList() + "]";
    }
}
