package io.anyport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.Invocation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TrustedProxiesTest {

    private static final String[] OWN = {"10.0.0.0/8", "fd00::/8"};

    private static Request from(String peer, String... fields) {
        return Request.get("/")
                .withHeaders(Headers.of(fields))
                .withInvocation(Invocation.of("test").withClientAddress(peer));
    }

    private static String client(Request request) {
        return request.invocation().clientAddress().orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,10.255.0.1,true",
        "10.0.0.0/8,11.0.0.1,false",
        "10.0.0.0/8,::ffff:10.1.2.3,true",
        "10.0.0.0/8,::ffff:a01:203,true",
        "::ffff:10.0.0.0/104,10.1.2.3,true",
        "0.0.0.0/0,::1,false",
        "::/0,10.0.0.1,true",
        "10.0.0.1,10.0.0.1,true",
        "10.0.0.1,10.0.0.2,false",
        "10.0.0.128/25,10.0.0.127,false",
        "fd00::/8,fdff:1::2,true",
        "2001:db8::/33,2001:db8:8000::,false",
        "10.0.0.0/8,10.1,false",
        "10.0.0.0/8,010.0.0.1,false",
        "10.0.0.0/8,10.0.0.256,false",
        "::/0,1::2::3,false",
        "::/0,1:2:3:4:5:6:7,false",
        "::/0,1:2:3:4:5:6:7:8:9,false",
        "::/0,fe80::1%eth0,false",
        "::/0,localhost,false",
    })
    void rangesKnowTheirAddresses(String range, String address, boolean isIn) {
        assertEquals(isIn, AddressRange.of(range).contains(address));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0.1/8",
                "::/129",
                "a.example/8",
                "10.0.0.0/8/8"
            })
    void otherTextsAreNoRanges(String text) {
        assertThrows(IllegalArgumentException.class, () -> AddressRange.of(text));
    }

    @Test
    void aPeerThatIsNotTrustedIsTheClient() {
        var spoofed = from(
                "9.9.9.9",
                "X-Forwarded-For",
                "1.1.1.1",
                "X-Forwarded-Proto",
                "https",
                "Forwarded",
                "for=1.1.1.1;host=evil");
        assertSame(spoofed, TrustedProxies.xForwarded(OWN).apply(spoofed));
        assertSame(spoofed, TrustedProxies.forwarded(OWN).apply(spoofed));
        assertSame(spoofed, TrustedProxies.none().apply(spoofed));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1.1.1.1                     | 1.1.1.1",
                "8.8.8.8, 1.1.1.1            | 1.1.1.1",
                "8.8.8.8, 1.1.1.1, 10.0.0.2  | 1.1.1.1",
                "1.1.1.1, fd00::2, 10.0.0.2  | 1.1.1.1",
                "10.0.0.3, 10.0.0.2          | 10.0.0.3",
                "1.1.1.1:1234                | 1.1.1.1",
                "[2001:db8::1]:1234          | 2001:db8::1",
                "2001:db8::1                 | 2001:db8::1",
                "1.1.1.1, unknown, 10.0.0.2  | 10.0.0.2",
                "1.1.1.1, \", 10.0.0.2       | 10.0.0.1",
                "1.1.1.1, , 10.0.0.2         | 10.0.0.2",
                ",,,                         | 10.0.0.1",
            })
    void theLastHopThatIsNotTrustedIsTheClient(String hops, String client) {
        assertEquals(client, client(TrustedProxies.xForwarded(OWN).apply(from("10.0.0.1", "X-Forwarded-For", hops))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "for=1.1.1.1;proto=https;host=a.example   | 1.1.1.1 | https://a.example",
                "For=\"1.1.1.1:80\";PROTO=HTTPS           | 1.1.1.1 | https://localhost",
                "for=\"[2001:db8::1]:99\";host=\"a:8443\" | 2001:db8::1 | http://a:8443",
                "for=8.8.8.8;host=evil, for=1.1.1.1       | 1.1.1.1 | http://localhost",
                "for=1.1.1.1;host=a, for=10.0.0.2;host=b  | 1.1.1.1 | http://a",
                "for=_hidden;proto=https                  | 10.0.0.1 | https://localhost",
                "for=unknown                              | 10.0.0.1 | http://localhost",
                "for=1.1.1.1;for=2.2.2.2;proto=https      | 10.0.0.1 | http://localhost",
                "for=\"1.1.1.1                            | 10.0.0.1 | http://localhost",
                "for=1.1.1.1;host=\"a/b\"                 | 1.1.1.1 | http://localhost",
                "for=1.1.1.1;proto=ftp                    | 1.1.1.1 | http://localhost",
                "for=1.1.1.1;by                           | 10.0.0.1 | http://localhost",
                ";;,=                                     | 10.0.0.1 | http://localhost",
            })
    void forwardedIsReadAsTheRfcSays(String field, String client, String origin) {
        var request =
                TrustedProxies.forwarded(OWN).apply(from("10.0.0.1", "Forwarded", field, "X-Forwarded-For", "7.7.7.7"));
        assertEquals(client, client(request));
        assertEquals(origin, request.origin().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "https,a.example,443,https://a.example",
        "https,a.example,8443,https://a.example:8443",
        "https,a.example:1,8443,https://a.example:1",
        "http,[::1],81,http://[::1]:81",
        "'http,https',a.example,,https://a.example",
        "gopher,a b,99999,http://localhost",
    })
    void theOriginIsTheClients(String scheme, String host, String port, String origin) {
        var request = from(
                "10.0.0.1",
                "X-Forwarded-For",
                "1.1.1.1",
                "X-Forwarded-Proto",
                scheme,
                "X-Forwarded-Host",
                host,
                "X-Forwarded-Port",
                port == null ? "" : port);
        assertEquals(
                origin,
                TrustedProxies.xForwarded(OWN)
                        .withForwardedHost()
                        .apply(request)
                        .origin()
                        .toString());
    }

    /** AWS's balancers hand it on as the client has sent it. */
    @Test
    void aHostIsBelievedIfTheProxyWritesIt() {
        var request = from(
                "10.0.0.1", "X-Forwarded-For", "1.1.1.1", "X-Forwarded-Proto", "https", "X-Forwarded-Host", "evil");
        assertEquals(
                "https://localhost",
                TrustedProxies.xForwarded(OWN).apply(request).origin().toString());
    }

    @Test
    void trustIsAsked() {
        assertTrue(TrustedProxies.xForwarded(OWN).isTrusted("10.0.0.1"));
        assertFalse(TrustedProxies.xForwarded(OWN).isTrusted("nonsense"));
    }
}
