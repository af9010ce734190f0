package io.anyport.http;

/** The segments of a path: what stands behind each of its slashes. */
final class Segments {

    private Segments() {}

    /** {@return where the segment ends that begins somewhere: at the next slash, or with the path} */
    static int end(String path, int start) {
        int slash = path.indexOf('/', start);
        return slash < 0 ? path.length() : slash;
    }

    /** {@return whether a segment is one of those that clients and proxies drop on the way (RFC 3986, section 5.2.4)} */
    static boolean isDots(String segment) {
        return isDots(segment, 0, segment.length());
    }

    private static boolean isDots(String path, int start, int end) {
        int length = end - start;
        return (length == 1 || length == 2) && path.charAt(start) == '.' && path.charAt(end - 1) == '.';
    }

    /**
     * Makes sure that all segments of a path can be decoded.
     *
     * @return whether any of them has to be, since something in it is escaped
     * @throws ProblemException with 400 if one cannot be decoded or is one of dots, or if the path does not begin with a slash
     */
    static boolean check(String path) {
        if (!path.startsWith("/")) {
            throw ProblemException.badRequest("The path must begin with a slash.");
        }
        boolean isEscaped = false;
        for (int start = 1; start <= path.length(); ) {
            int end = start;
            boolean isPlain = true;
            for (; end < path.length() && path.charAt(end) != '/'; end++) {
                isPlain &= Characters.isSegment(path.charAt(end));
            }
            if (isPlain ? isDots(path, start, end) : isDots(PercentCoding.decodeSegment(path, start, end))) {
                throw ProblemException.badRequest("The path has a dot segment.");
            }
            isEscaped |= !isPlain;
            start = end + 1;
        }
        return isEscaped;
    }
}
