package io.anyport.undertow;

/**
 * Where a server speaks HTTP/2 (RFC 9113). HTTP/1.1 is spoken everywhere.
 */
public enum Http2 {
    /** Nowhere. */
    NEVER,

    /** Over TLS, with clients that choose it in the handshake (ALPN, RFC 7301). What a server does unless told otherwise. */
    OVER_TLS,

    /**
     * Over TLS, and in the clear with clients that begin with it or ask for an upgrade. Only for a server which none but a trusted
     * proxy reaches: an upgrade is one more way around what a proxy checks.
     */
    ALSO_CLEAR
}
