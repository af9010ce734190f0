package io.anyport.undertow;

import io.anyport.http.TrustedProxies;

/** How much is expected of clients, and who may speak for them. Immutable. */
record Clients(Pace pace, TrustedProxies proxies) {

    static final Clients USUAL = new Clients(Pace.USUAL, TrustedProxies.none());

    Clients pace(Pace other) {
        return new Clients(other, proxies);
    }

    Clients proxies(TrustedProxies others) {
        return new Clients(pace, others);
    }
}
