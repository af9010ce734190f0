package io.anyport.undertow;

import io.anyport.http.TrustedProxies;

/** How much is expected of clients, and borne with, and who may speak for them. Immutable. */
record Clients(Pace pace, Memory memory, TrustedProxies proxies) {

    static final Clients USUAL = new Clients(Pace.USUAL, Memory.USUAL, TrustedProxies.none());

    Clients pace(Pace other) {
        return new Clients(other, memory, proxies);
    }

    Clients memory(Memory other) {
        return new Clients(pace, other, proxies);
    }

    Clients proxies(TrustedProxies others) {
        return new Clients(pace, memory, others);
    }

    Readers readers() {
        return new Readers(new Room(memory.answers()), pace.answer());
    }
}
