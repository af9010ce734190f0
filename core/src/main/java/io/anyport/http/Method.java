package io.anyport.http;

/**
 * A request method (RFC 9110, section 9): any token, compared with regard to case.
 *
 * @param name the token, such as {@code GET}
 */
public record Method(String name) {

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

    /**
     * Accepts any token.
     *
     * @param name the token
     * @throws IllegalArgumentException if the name is no token
     */
    public Method {
        if (!Characters.isToken(name)) {
            throw new IllegalArgumentException(
                    "method must be a token (RFC 9110, 5.6.2), of " + name.length() + " characters");
        }
    }

    /**
     * The method of a name; one of the constants where there is one.
     *
     * @param name the token
     * @return the method
     * @throws IllegalArgumentException if the name is no token
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
            default -> new Method(name);
        };
    }

    /** {@return whether an input of this method stands in the query rather than in the content} */
    boolean bindsQuery() {
        return equals(GET) || equals(HEAD) || equals(DELETE);
    }

    /** {@return the token} */
    @Override
    public String toString() {
        return name;
    }
}
