package io.anyport.http;

import org.jspecify.annotations.Nullable;

/** A request method (RFC 9110, section 9): any token, compared with regard to case. Immutable. */
public final class Method {

    /** RFC 9110: transfers a representation. */
    public static final Method GET = new Method("GET");

    /** RFC 9110: GET without the content. */
    public static final Method HEAD = new Method("HEAD");

    /** RFC 9110: processes the content in the resource's own way. */
    public static final Method POST = new Method("POST");

    /** RFC 9110: replaces the resource. */
    public static final Method PUT = new Method("PUT");

    /** RFC 5789: changes the resource in part. */
    public static final Method PATCH = new Method("PATCH");

    /** RFC 9110: removes the resource. */
    public static final Method DELETE = new Method("DELETE");

    /** RFC 9110: tells what the resource allows. */
    public static final Method OPTIONS = new Method("OPTIONS");

    private final String name;

    private Method(String name) {
        this.name = name;
    }

    /**
     * The method of a name; one of the constants where there is one.
     *
     * @param name the token
     * @return the method
     * @throws IllegalArgumentException if the name is no token (RFC 9110, section 5.6.2)
     */
    public static Method of(String name) {
        return switch (name) {
            case "GET" -> GET;
            case "HEAD" -> HEAD;
            case "POST" -> POST;
            case "PUT" -> PUT;
            case "PATCH" -> PATCH;
            case "DELETE" -> DELETE;
            case "OPTIONS" -> OPTIONS;
            default -> other(name);
        };
    }

    private static Method other(String name) {
        if (!Characters.isToken(name)) {
            throw new IllegalArgumentException("method must be a token, of " + name.length() + " characters");
        }
        return new Method(name);
    }

    /** {@return the token} */
    public String name() {
        return name;
    }

    /** {@return whether an input of this method stands in the query rather than in the content} */
    boolean bindsQuery() {
        return equals(GET) || equals(HEAD) || equals(DELETE);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other || (other instanceof Method that && name.equals(that.name));
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    /** {@return the token} */
    @Override
    public String toString() {
        return name;
    }
}
