package io.anyport.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The proxies whose word is taken for where a request comes from: {@code X-Forwarded-For}, {@code -Proto} and {@code -Port} (and {@code -Host}
 * {@linkplain #withForwardedHost if they write it}), or {@code Forwarded} (RFC 7239), never both, since a proxy that writes the one passes on the other as the client has sent it. Immutable.
 *
 * <p>From a peer that is no trusted proxy all of these are ignored. From one, the hops are read from the last one back to the first that is not
 * trusted: that is the client; what stands before it is its word. A hop that is no address ends the way: the proxy that named it is the client
 * then. What is malformed is ignored, and never a failure.
 */
public final class TrustedProxies {

    private static final TrustedProxies NONE = new TrustedProxies(List.of(), false, false);

    private final List<AddressRange> ranges;
    private final boolean isStandard;
    private final boolean isHostWritten;

    private TrustedProxies(List<AddressRange> ranges, boolean isStandard, boolean isHostWritten) {
        this.ranges = ranges;
        this.isStandard = isStandard;
        this.isHostWritten = isHostWritten;
    }

    /** {@return no proxy: the peer is the client} */
    public static TrustedProxies none() {
        return NONE;
    }

    /**
     * Proxies that write {@code X-Forwarded-For}, {@code -Proto} and {@code -Port}, such as the balancers of AWS (Elastic Load Balancing User Guide,
     * "HTTP headers and Application Load Balancers"), which hand on {@code Host} as it is, and {@code X-Forwarded-Host} as the client has sent it:
     * it is ignored.
     *
     * @param ranges their addresses, such as {@code 10.0.0.0/8}
     * @return the proxies
     * @throws IllegalArgumentException if a range is malformed
     */
    public static TrustedProxies xForwarded(String... ranges) {
        return new TrustedProxies(parsed(ranges), false, false);
    }

    /**
     * Proxies that write {@code Forwarded}.
     *
     * @param ranges their addresses, such as {@code 10.0.0.0/8}
     * @return the proxies
     * @throws IllegalArgumentException if a range is malformed
     */
    public static TrustedProxies forwarded(String... ranges) {
        return new TrustedProxies(parsed(ranges), true, true);
    }

    /**
     * A copy that also believes {@code X-Forwarded-Host}, for proxies that write it themselves whatever the client has sent: else a client
     * decides what links of the application lead to.
     *
     * @return the copy
     */
    public TrustedProxies withForwardedHost() {
        return new TrustedProxies(ranges, isStandard, true);
    }

    private static List<AddressRange> parsed(String... ranges) {
        var parsed = new ArrayList<AddressRange>(ranges.length);
        for (String range : ranges) {
            parsed.add(AddressRange.of(range));
        }
        return List.copyOf(parsed);
    }

    /**
     * Whether an address is one of the proxies'.
     *
     * @param address an IP address
     * @return false for what is no address, too
     */
    public boolean isTrusted(String address) {
        for (var range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The request as the client has sent it.
     *
     * @param received the request, whose client is the peer
     * @return a copy with the client's address and origin; the request itself if the peer is no trusted proxy
     */
    public Request apply(Request received) {
        String peer = received.invocation().clientAddress().orElse("");
        if (!isTrusted(peer)) {
            return received;
        }
        var hops = isStandard ? ForwardedHop.standard(received.headers()) : ForwardedHop.common(received.headers());
        String client = peer;
        ForwardedHop last = null;
        for (int i = hops.size() - 1; i >= 0 && isTrusted(client); i--) {
            last = hops.get(i);
            if (last.address() == null) {
                break;
            }
            client = Objects.requireNonNull(last.address());
        }
        return received.withInvocation(received.invocation().withClientAddress(client))
                .withOrigin(origin(received.origin(), last, isHostWritten));
    }

    private static Origin origin(Origin own, @Nullable ForwardedHop hop, boolean isHostWritten) {
        if (hop == null) {
            return own;
        }
        String given = hop.scheme();
        String scheme = given != null && (given.equals("https") || given.equals("http")) ? given : own.scheme();
        String host = isHostWritten ? hop.host() : null;
        String authority = host != null && Origin.isAuthority(host) ? host : own.authority();
        String port = hop.port();
        boolean hasPort = authority.lastIndexOf(':') > authority.lastIndexOf(']');
        boolean isAdded = port != null && !hasPort && !port.equals(scheme.equals("https") ? "443" : "80");
        String whole = isAdded ? authority + ":" + port : authority;
        return new Origin(scheme, Origin.isAuthority(whole) ? whole : authority, own.base());
    }

    /** {@return the ranges} */
    @Override
    public String toString() {
        return "TrustedProxies" + ranges;
    }
}
