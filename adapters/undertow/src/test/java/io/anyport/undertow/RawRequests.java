package io.anyport.undertow;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Requests as they stand on a connection, with what RFC 9110 and RFC 9112 want of a server: the answers in their order, and whether the
 * connection goes on. {@code /a[3]} is an answer to a request for {@code /a} with three bytes of body, a number a refusal.
 */
final class RawRequests {

    /**
     * One of them.
     *
     * @param name what is tried
     * @param bytes what is sent, in Latin 1
     * @param answers what comes back
     * @param isKept whether another request may follow
     */
    record Raw(String name, String bytes, List<String> answers, boolean isKept) {
        byte[] toBytes() {
            return bytes.getBytes(StandardCharsets.ISO_8859_1);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static final String HOST = "Host: a\r\n";
    private static final String POST = "POST /p HTTP/1.1\r\n" + HOST;
    private static final String CHUNKED = POST + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String TCHARS = "!#$%&'*+-.^_`|~";

    private final List<Raw> all = new ArrayList<>();

    private RawRequests() {}

    static List<Raw> all() {
        var requests = new RawRequests();
        requests.requestLines();
        requests.targets();
        requests.fields();
        requests.hosts();
        requests.lengths();
        requests.codings();
        requests.chunks();
        requests.pipelines();
        requests.limits();
        return requests.all;
    }

    private void kept(String name, String bytes, String... answers) {
        all.add(new Raw(name, bytes, List.of(answers), true));
    }

    private void closed(String name, String bytes, String... answers) {
        all.add(new Raw(name, bytes, List.of(answers), false));
    }

    private static String[] answers(int count, String answer) {
        var answers = new String[count];
        Arrays.fill(answers, answer);
        return answers;
    }

    private static String name(int c) {
        return String.format("%02x", c);
    }

    private static String get(String line) {
        return line + "\r\n" + HOST + "\r\n";
    }

    /** RFC 9112, 2 and 3. */
    private void requestLines() {
        kept("plain", get("GET /a HTTP/1.1"), "/a[0]");
        kept("any token is a method", get("M-Search!#$ /a HTTP/1.1"), "/a[0]");
        kept("a long method", get("UPDATEREDIRECTREF /a HTTP/1.1"), "/a[0]");
        for (int length : new int[] {24, 25, 33, 100, 5_000}) {
            String line = get("X".repeat(length) + " /a HTTP/1.1");
            if (length > 24) {
                closed("a method of " + length, line, "501");
            } else {
                kept("a method of " + length, line, "/a[0]");
            }
        }
        kept("a method in lower case", get("get /a HTTP/1.1"), "/a[0]");
        kept("a later minor version", get("GET /a HTTP/1.2"), "/a[0]");
        closed("HTTP/1.0", "GET /a HTTP/1.0\r\n\r\n", "/a[0]");
        closed("HTTP/1.0 with a host", get("GET /a HTTP/1.0"), "/a[0]");
        for (String version : List.of("HTTP/2.0", "HTTP/0.9", "HTTP/3.0", "HTTP/9.9")) {
            closed("version " + version, get("GET /a " + version), "505");
        }
        closed("the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", "505");
        for (String version : List.of(
                "http/1.1",
                "HTTP/1",
                "HTTP/1.",
                "HTTP/.1",
                "HTTP/1.1.1",
                "HTTP/11",
                "HTTP/1.10",
                "HTTP/01.1",
                "HTP/1.1",
                "HTTP 1.1",
                "HTTP/1,1",
                "HTTP/+1.1",
                "HTTP/1.x",
                "",
                "HTTP/",
                "/1.1",
                "HTTPS/1.1",
                "ICY/1.1")) {
            closed("version '" + version + "'", get("GET /a " + version), "400");
        }
        closed("no version", "GET /a\r\n" + HOST + "\r\n", "400");
        closed("a method alone", "GET\r\n" + HOST + "\r\n", "400");
        closed("two spaces before the target", get("GET  /a HTTP/1.1"), "400");
        closed("two spaces before the version", get("GET /a  HTTP/1.1"), "400");
        closed("a space at the end", get("GET /a HTTP/1.1 "), "400");
        closed("a tab for a space", get("GET\t/a HTTP/1.1"), "400");
        closed("a tab before the version", get("GET /a\tHTTP/1.1"), "400");
        closed("a space in the target", get("GET /a b HTTP/1.1"), "400");
        closed("a space in front", " " + get("GET /a HTTP/1.1"), "400");
        closed("no method", get(" /a HTTP/1.1"), "400");
        for (int c = 0; c < 256; c++) {
            boolean isToken = (c < 128 && Character.isLetterOrDigit(c)) || TCHARS.indexOf(c) >= 0;
            if (!isToken && c != ' ' && c != '\n') {
                closed("method with " + name(c), get("G" + (char) c + "T /a HTTP/1.1"), "400");
            }
            String target = get("GET /a" + (char) c + "b HTTP/1.1");
            if (c < 0x20 && c != '\n') {
                closed("target with " + name(c), target, "400");
            } else if (c > 0x7e) { // which is for core to say, and no danger
                kept("target with " + name(c), target, "400");
            }
        }
        closed("LF alone", "GET /a HTTP/1.1\nHost: a\n\n", "400");
        closed("LF alone after the request line", "GET /a HTTP/1.1\nHost: a\r\n\r\n", "400");
        closed("LF alone after a field", "GET /a HTTP/1.1\r\nHost: a\nX: y\r\n\r\n", "400");
        closed("LF alone after a longer host", "GET /a HTTP/1.1\r\nHost: abc\nX: y\r\n\r\n", "400");
        closed("LF alone between two fields", "GET /a HTTP/1.1\r\nHost: a\r\nX: yz\nY: z\r\n\r\n", "400");
        closed("LF alone at the end", "GET /a HTTP/1.1\r\nHost: a\r\n\n", "400");
        closed("CR alone after the request line", "GET /a HTTP/1.1\rHost: a\r\n\r\n", "400");
        closed("two CR", "GET /a HTTP/1.1\r\r\nHost: a\r\n\r\n", "400");
        kept("an empty line in front", "\r\n" + get("GET /a HTTP/1.1"), "/a[0]");
        kept("two empty lines in front", "\r\n\r\n" + get("GET /a HTTP/1.1"), "/a[0]");
        closed("an empty line of LF in front", "\n" + get("GET /a HTTP/1.1"), "400");
        closed("a CR in front", "\r" + get("GET /a HTTP/1.1"), "400");
        closed("TLS", "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001", "400");
        closed("an answer", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", "400");
    }

    /** RFC 9112, 3.2. */
    private void targets() {
        kept("absolute form", get("GET http://b/a HTTP/1.1"), "/a[0]");
        kept("absolute form with a port", get("GET http://b:80/a HTTP/1.1"), "/a[0]");
        kept("absolute form of https", get("GET https://b/a HTTP/1.1"), "/a[0]");
        kept("absolute form in capitals", get("GET HTTP://b/a HTTP/1.1"), "/a[0]");
        kept("absolute form without a path", get("GET http://a HTTP/1.1"), "/[0]");
        for (String host : List.of("c", "a-longer-one.example:8080", "b", "[::1]")) {
            String rest = " HTTP/1.1\r\nX: y\r\nHost:" + host + " \r\nY: z\r\n\r\n";
            kept("a URL and Host " + host, "GET http://b/a" + rest, "/a[0]");
            kept("a URL with a query and Host " + host, "GET http://b:81/a?x=http://y/" + rest, "/a[0]");
            kept("a URL without a path and Host " + host, "GET http://b" + rest, "/[0]");
            kept("a URL with a query alone and Host " + host, "GET http://b?x" + rest, "/[0]");
            kept("a URL with an empty port and Host " + host, "GET http://b:/a" + rest, "/a[0]");
        }
        kept("a URL of IPv6", get("GET http://[::1]:80/a HTTP/1.1"), "/a[0]");
        kept("a URL and a body", "POST http://b HTTP/1.1\r\nHost: c\r\nContent-Length: 3\r\n\r\nabc", "/[3]");
        kept(
                "a URL and a long body",
                "POST http://b HTTP/1.1\r\nHost: c\r\nContent-Length: 100000\r\n\r\n" + "x".repeat(100_000),
                "/[100000]");
        kept("many URLs", get("GET http://a HTTP/1.1").repeat(80), answers(80, "/[0]"));
        closed("a URL in HTTP/1.0", "GET http://b/a HTTP/1.0\r\n\r\n", "/a[0]");
        closed("a URL without a path in HTTP/1.0", "GET http://b HTTP/1.0\r\nX: y\r\n\r\n", "/[0]");
        closed("a URL of https without a path in HTTP/1.0", "GET https://b HTTP/1.0\r\nX: y\r\n\r\n", "/[0]");
        closed("a URL with a port that is none", get("GET http://b:0/a HTTP/1.1"), "400");
        kept("a query", get("GET /a?b=c&d=/e?f HTTP/1.1"), "/a[0]");
        kept("escapes", get("GET /a%20b HTTP/1.1"), "/a%20b[0]");
        for (String target : List.of(
                "a",
                "*",
                "?a",
                "http://",
                "http:///a",
                "http://@/a",
                "http://u@b/a",
                "http://b:x/a",
                "ftp://b/a",
                "http:/b/a",
                "b:80",
                "#",
                "http://b c/a",
                "http://[::1/a",
                "http://[]/a")) {
            closed("target " + target, get("GET " + target + " HTTP/1.1"), "400");
        }
        for (String target : List.of("/%", "/%zz", "/a%4", "/a?b=%4", "http://a/%g0")) {
            closed("escape " + target, get("GET " + target + " HTTP/1.1"), "400");
        }
        kept("a fragment", get("GET /a#b HTTP/1.1"), "400");
        kept("a fragment of a URL", get("GET http://b/a#c HTTP/1.1"), "400");
        closed("CONNECT", get("CONNECT a:443 HTTP/1.1"), "501");
        closed("CONNECT without a port", get("CONNECT a HTTP/1.1"), "400");
        closed("CONNECT with a path", get("CONNECT /a HTTP/1.1"), "400");
        closed("TRACE", get("TRACE /a HTTP/1.1"), "501");
    }

    /** RFC 9112, 5, and RFC 9110, 5. */
    private void fields() {
        kept("no space before a value", "GET /a HTTP/1.1\r\nHost:a\r\n\r\n", "/a[0]");
        kept("spaces around a value", "GET /a HTTP/1.1\r\nHost: \t a \t \r\n\r\n", "/a[0]");
        kept("an empty value", "GET /a HTTP/1.1\r\n" + HOST + "X:\r\n\r\n", "/a[0]");
        kept("a value of spaces", "GET /a HTTP/1.1\r\n" + HOST + "X:   \r\n\r\n", "/a[0]");
        kept("any token is a name", "GET /a HTTP/1.1\r\n" + HOST + TCHARS + "09azAZ: x\r\n\r\n", "/a[0]");
        kept("a tab in a value", "GET /a HTTP/1.1\r\n" + HOST + "X: a\tb\r\n\r\n", "/a[0]");
        closed("a space before the colon", "GET /a HTTP/1.1\r\n" + HOST + "X : y\r\n\r\n", "400");
        closed("a tab before the colon", "GET /a HTTP/1.1\r\n" + HOST + "X\t: y\r\n\r\n", "400");
        closed("no colon", "GET /a HTTP/1.1\r\n" + HOST + "X\r\n\r\n", "400");
        closed("no name", "GET /a HTTP/1.1\r\n" + HOST + ": y\r\n\r\n", "400");
        closed("a folded line", "GET /a HTTP/1.1\r\n" + HOST + "X: a\r\n b\r\n\r\n", "400");
        closed("a folded line with a tab", "GET /a HTTP/1.1\r\n" + HOST + "X: a\r\n\tb\r\n\r\n", "400");
        closed("a space before the first field", "GET /a HTTP/1.1\r\n " + HOST + "\r\n", "400");
        closed("an empty folded line", "GET /a HTTP/1.1\r\n" + HOST + "X: a\r\n \r\n\r\n", "400");
        for (int c = 0; c < 256; c++) {
            boolean isToken = (c < 128 && Character.isLetterOrDigit(c)) || TCHARS.indexOf(c) >= 0;
            if (!isToken && c != ':' && c != '\n' && c != '\r') {
                closed("name with " + name(c), "GET /a HTTP/1.1\r\n" + HOST + "X" + (char) c + "Y: z\r\n\r\n", "400");
            }
            String value = "GET /a HTTP/1.1\r\n" + HOST + "X: a" + (char) c + "b\r\n\r\n";
            if ((c < 0x20 && c != '\t') || c == 0x7f) {
                closed("value with " + name(c), value, "400");
            } else if (c % 16 == 1) {
                kept("value with " + name(c), value, "/a[0]");
            }
        }
        kept("an expectation of nothing", POST + "Expect: 100-continue\r\nContent-Length: 0\r\n\r\n", "/p[0]");
        kept("an expectation without a body", "GET /a HTTP/1.1\r\n" + HOST + "Expect: 100-continue\r\n\r\n", "/a[0]");
        kept("an empty expectation", POST + "Expect:\r\nContent-Length: 0\r\n\r\n", "/p[0]");
        closed("another expectation", POST + "Expect: 200-ok\r\nContent-Length: 0\r\n\r\n", "417");
        kept(
                "an upgrade that nobody takes",
                "GET /a HTTP/1.1\r\n" + HOST
                        + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n",
                "/a[0]");
        closed("close", "GET /a HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n", "/a[0]");
        closed("close in a list", "GET /a HTTP/1.1\r\n" + HOST + "Connection: x, Close\r\n\r\n", "/a[0]");
        closed(
                "close in a second field",
                "GET /a HTTP/1.1\r\n" + HOST + "Connection: x\r\nConnection: close\r\n\r\n",
                "/a[0]");
        kept("keep-alive", "GET /a HTTP/1.1\r\n" + HOST + "Connection: keep-alive\r\n\r\n", "/a[0]");
    }

    /** RFC 9112, 3.2, and RFC 9110, 7.2. */
    private void hosts() {
        for (String host : List.of("a", "a.b", "a:80", "a:", "127.0.0.1", "[::1]", "[::1]:80", "a-b_c", "1")) {
            kept("host " + host, "GET /a HTTP/1.1\r\nHost: " + host + "\r\n\r\n", "/a[0]");
        }
        for (String host : List.of(
                "a b",
                "a@b",
                "a:b",
                "a:80:80",
                "a/b",
                "a,b",
                "a:-1",
                "[::1",
                "::1",
                "[x]",
                "a?b",
                "a#b",
                "a\\b",
                "<a>",
                "[::1]x",
                "a:999999",
                "a:0",
                "a:65536",
                "\"a\"",
                "http://a")) {
            closed("host " + host, "GET /a HTTP/1.1\r\nHost: " + host + "\r\n\r\n", "400");
        }
        closed("no host", "GET /a HTTP/1.1\r\n\r\n", "400");
        kept("an empty host", "GET /a HTTP/1.1\r\nHost:\r\n\r\n", "/a[0]");
        kept("an empty host of spaces", "GET /a HTTP/1.1\r\nHost:  \t\r\nX: y\r\n\r\n", "/a[0]");
        kept("an empty host and a URL", "GET http://b:81/a HTTP/1.1\r\nHost:\r\n\r\n", "/a[0]");
        kept("an empty host and a URL without a path", "GET http://b HTTP/1.1\r\nHost:\r\n\r\n", "/[0]");
        closed("a port without a host", "GET /a HTTP/1.1\r\nHost: :80\r\n\r\n", "400");
        closed("two hosts", "GET /a HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400");
        closed("the same host twice", "GET /a HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", "400");
        closed("absolute form without a host", "GET http://b/a HTTP/1.1\r\n\r\n", "400");
        closed("two hosts in HTTP/1.0", "GET /a HTTP/1.0\r\nHost: a\r\nHost: b\r\n\r\n", "400");
    }

    /** RFC 9112, 6.2 and 6.3. */
    private void lengths() {
        kept("a body", POST + "Content-Length: 3\r\n\r\nabc", "/p[3]");
        kept("many zeros in front", POST + "Content-Length: " + "0".repeat(30) + "3\r\n\r\nabc", "/p[3]");
        kept("zeros in front", POST + "Content-Length: 0003\r\n\r\nabc", "/p[3]");
        kept("a body of a GET", "GET /a HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\n\r\nabc", "/a[3]");
        kept("no body", POST + "\r\n", "/p[0]");
        kept(
                "a body that is a request",
                POST + "Content-Length: 37\r\n\r\nGET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n12",
                "/p[37]");
        for (String length : List.of(
                "", "+3", "-3", "3a", "0x3", "3.0", "3 3", "3,3", "3, 3", "3,4", "3;", "\"3\"", "three", "3e0", "3_0",
                "\u00b3")) {
            closed("length '" + length + "'", POST + "Content-Length: " + length + "\r\n\r\nabc", "400");
        }
        closed("a length that wraps", POST + "Content-Length: 18446744073709551619\r\n\r\nabc", "413");
        closed("a length that wraps an int", POST + "Content-Length: 4294967299\r\n\r\nabc", "413");
        closed("a length over the limit", POST + "Content-Length: 6291457\r\n\r\nabc", "413");
        closed("two lengths", POST + "Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc", "400");
        closed("two equal lengths", POST + "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc", "400");
        closed("a length with a space in its name", POST + "Content-Length : 3\r\n\r\nabc", "400");
        closed("a length on a folded line", POST + "Content-Length:\r\n 3\r\n\r\nabc", "400");
    }

    /** RFC 9112, 6.1. */
    private void codings() {
        String body = "3\r\nabc\r\n0\r\n\r\n";
        kept("chunked", CHUNKED + body, "/p[3]");
        kept("chunked in capitals", POST + "Transfer-Encoding: Chunked\r\n\r\n" + body, "/p[3]");
        kept("spaces around chunked", POST + "Transfer-Encoding: \t chunked \r\n\r\n" + body, "/p[3]");
        for (String coding : List.of(
                "gzip",
                "identity",
                "gzip, chunked",
                "xchunked",
                "chunkedx",
                "chunked;q=1",
                "\"chunked\"",
                "chunk ed")) {
            closed("coding " + coding, POST + "Transfer-Encoding: " + coding + "\r\n\r\n" + body, "501");
        }
        for (String coding : List.of("chunked, chunked", "chunked, gzip", "chunked,", "chunked, identity")) {
            closed("coding " + coding, POST + "Transfer-Encoding: " + coding + "\r\n\r\n" + body, "400");
        }
        closed("an empty coding", POST + "Transfer-Encoding:\r\n\r\n" + body, "501");
        closed("two codings", POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n" + body, "400");
        closed(
                "a coding after chunked",
                POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: gzip\r\n\r\n" + body,
                "400");
        closed(
                "identity and chunked",
                POST + "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n" + body,
                "501");
        closed("a length and a coding", POST + "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n" + body, "400");
        closed(
                "a coding and a length",
                POST + "Transfer-Encoding: chunked\r\nContent-Length: 13\r\n\r\n" + body,
                "400");
        closed("an unknown coding and a length", POST + "Transfer-Encoding: x\r\nContent-Length: 3\r\n\r\nabc", "400");
        closed("a coding in HTTP/1.0", "POST /p HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n" + body, "400");
        closed("a coding with a vertical tab", POST + "Transfer-Encoding: \u000bchunked\r\n\r\n" + body, "400");
        closed("a coding with a space in its name", POST + "Transfer-Encoding : chunked\r\n\r\n" + body, "400");
        kept(
                "a field that ends like it",
                POST + "X-Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\nabc",
                "/p[3]");
        closed("a coding of a GET", "GET /a HTTP/1.1\r\n" + HOST + "Transfer-Encoding: gzip\r\n\r\n", "501");
    }

    /** RFC 9112, 7.1. */
    private void chunks() {
        kept("two chunks", CHUNKED + "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n", "/p[3]");
        kept("no chunks", CHUNKED + "0\r\n\r\n", "/p[0]");
        kept("hexadecimal sizes", CHUNKED + "a\r\n0123456789\r\nA\r\n0123456789\r\n0\r\n\r\n", "/p[20]");
        kept("zeros before a size", CHUNKED + "0003\r\nabc\r\n000\r\n\r\n", "/p[3]");
        kept(
                "many zeros before a size",
                CHUNKED + "0".repeat(40) + "3\r\nabc\r\n" + "0".repeat(40) + "\r\n\r\n",
                "/p[3]");
        closed("endless zeros before a size", CHUNKED + "0".repeat(20_000) + "3\r\nabc\r\n0\r\n\r\n", "400");
        kept(
                "an extension of each of many chunks",
                CHUNKED + ("10;abcdefgh\r\n" + "x".repeat(16) + "\r\n").repeat(3_000) + "0\r\n\r\n",
                "/p[48000]");
        closed("more extensions than content", CHUNKED + "1;abcdefgh\r\nx\r\n".repeat(3_000) + "0\r\n\r\n", "400");
        kept("an extension", CHUNKED + "3;a=b\r\nabc\r\n0\r\n\r\n", "/p[3]");
        kept("an extension without a value", CHUNKED + "3;a\r\nabc\r\n0;b;c\r\n\r\n", "/p[3]");
        kept("a quoted extension", CHUNKED + "3;a=\"b;\\\"c\"\r\nabc\r\n0\r\n\r\n", "/p[3]");
        kept("spaces around an extension", CHUNKED + "3 ; a = b ;c\r\nabc\r\n0\r\n\r\n", "/p[3]");
        kept("a trailer", CHUNKED + "3\r\nabc\r\n0\r\nX: y\r\nZ:\r\n\r\n", "/p[3]");
        kept("a trailer that means nothing there", CHUNKED + "3\r\nabc\r\n0\r\nContent-Length: 9\r\n\r\n", "/p[3]");
        for (String size : List.of(
                "",
                "g",
                "ZZ",
                "+3",
                "-3",
                "0x3",
                "3g",
                "3 ",
                " 3",
                "\t3",
                "3\t",
                "3\u0000",
                "dG",
                "d,",
                "3.0",
                "0g",
                "+0",
                "-0",
                "0x0",
                "00 ",
                "3 3",
                "\"3\"",
                "3=a",
                "3:",
                "1000000000000000",
                "ffffffffffffffff",
                "10000000000000003")) {
            closed("size '" + size + "'", CHUNKED + size + "\r\nabc\r\n0\r\n\r\n", "400");
        }
        for (String line : List.of(
                "3;",
                "3;;a",
                "3;=b",
                "3;a=",
                "3;a=\"b",
                "3;a=b\"",
                "3;a=\"b\"c",
                "3;a\u0000",
                "3;a=b\rc",
                "3;\u007f",
                "3;a b",
                "3;a\tb",
                "3;a ",
                "3;a =b ",
                "3;a=b ",
                "3;a=\"\u0001\"")) {
            closed("extension '" + line + "'", CHUNKED + line + "\r\nabc\r\n0\r\n\r\n", "400");
        }
        closed("LF alone after a size", CHUNKED + "3\nabc\r\n0\r\n\r\n", "400");
        closed("CR alone after a size", CHUNKED + "3\rabc\r\n0\r\n\r\n", "400");
        closed("two CR after a size", CHUNKED + "3\r\r\nabc\r\n0\r\n\r\n", "400");
        closed("LF alone in an extension", CHUNKED + "3;a\nabc\r\n0\r\n\r\n", "400");
        closed("LF alone after data", CHUNKED + "3\r\nabc\n0\r\n\r\n", "400");
        closed("no end after data", CHUNKED + "3\r\nabc0\r\n\r\n", "400");
        closed("too much data", CHUNKED + "3\r\nabcd\r\n0\r\n\r\n", "400");
        closed("CR alone after data", CHUNKED + "3\r\nabc\r0\r\n\r\n", "400");
        closed("two bytes after data", CHUNKED + "3\r\nabcXX0\r\n\r\n", "400");
        closed("LF alone after the last chunk", CHUNKED + "3\r\nabc\r\n0\n\r\n", "400");
        closed("LF alone at the end", CHUNKED + "3\r\nabc\r\n0\r\n\n", "400");
        closed("a trailer without a colon", CHUNKED + "0\r\nX\r\n\r\n", "400");
        closed("a folded trailer", CHUNKED + "0\r\nX: y\r\n z\r\n\r\n", "400");
        closed("a trailer with a space before the colon", CHUNKED + "0\r\nX : y\r\n\r\n", "400");
        closed("a trailer without a name", CHUNKED + "0\r\n: y\r\n\r\n", "400");
        closed("a trailer with LF alone", CHUNKED + "0\r\nX: y\n\r\n", "400");
        closed("a trailer with NUL", CHUNKED + "0\r\nX: \u0000\r\n\r\n", "400");
        closed("a chunk over the limit", CHUNKED + "600001\r\nabc", "413");
        closed("a huge chunk", CHUNKED + "fffffffffff\r\nabc", "413");
        closed("chunks over the limit", CHUNKED + "3\r\nabc\r\n5fffff\r\nabc", "413");
    }

    private void pipelines() {
        String a = get("GET /a HTTP/1.1");
        kept("two", a + get("GET /b HTTP/1.1"), "/a[0]", "/b[0]");
        kept(
                "with bodies",
                POST + "Content-Length: 3\r\n\r\nabc" + CHUNKED + "1\r\na\r\n0\r\n\r\n" + a,
                "/p[3]",
                "/p[1]",
                "/a[0]");
        kept("an empty line between", a + "\r\n" + get("GET /b HTTP/1.1"), "/a[0]", "/b[0]");
        kept("an empty line after a body", POST + "Content-Length: 3\r\n\r\nabc\r\n" + a, "/p[3]", "/a[0]");
        closed("junk behind", a + "junk\r\n\r\n", "/a[0]", "400");
        closed("junk behind a body", POST + "Content-Length: 3\r\n\r\nabcjunk\r\n\r\n", "/p[3]", "400");
        closed("control characters behind", a + "\u0000\u0001", "/a[0]", "400");
        closed("a bad one behind", a + "GET /b HTTP/1.1\r\n\r\n" + get("GET /c HTTP/1.1"), "/a[0]", "400");
        closed("a bad body behind", a + CHUNKED + "x\r\n" + get("GET /c HTTP/1.1"), "/a[0]", "400");
        closed(
                "a bad body behind a body",
                POST + "Content-Length: 3\r\n\r\nabc" + CHUNKED + "3\r\nabcX" + a,
                "/p[3]",
                "400");
        closed("nothing after close", "GET /a HTTP/1.1\r\n" + HOST + "Connection: close\r\n\r\n" + a, "/a[0]");
        closed("nothing after HTTP/1.0", "GET /a HTTP/1.0\r\n\r\n" + a, "/a[0]");
        kept("twenty", a.repeat(20), java.util.Collections.nCopies(20, "/a[0]").toArray(new String[0]));
    }

    private static String numbered(int count) {
        var fields = new StringBuilder();
        for (int i = 0; i < count; i++) {
            fields.append("X").append(i).append(": y\r\n");
        }
        return fields.toString();
    }

    private void limits() {
        kept("a long target", get("GET /" + "a".repeat(8_000) + " HTTP/1.1"), "/" + "a".repeat(8_000) + "[0]");
        kept("a long value", "GET /a HTTP/1.1\r\n" + HOST + "X: " + "y".repeat(60_000) + "\r\n\r\n", "/a[0]");
        kept("many fields", "GET /a HTTP/1.1\r\n" + HOST + numbered(190) + "\r\n", "/a[0]");
        closed("too many fields", "GET /a HTTP/1.1\r\n" + HOST + "X: y\r\n".repeat(300) + "\r\n", "431");
        closed(
                "a value that is too long",
                "GET /a HTTP/1.1\r\n" + HOST + "X: " + "y".repeat(70_000) + "\r\n\r\n",
                "431");
        closed("a target that is too long", get("GET /" + "a".repeat(70_000) + " HTTP/1.1"), "414");
        closed("a line without an end", "GET /" + "a".repeat(70_000), "414");
        closed("an extension that is too long", CHUNKED + "3;a=" + "b".repeat(20_000) + "\r\nabc\r\n0\r\n\r\n", "400");
        closed("trailers that are too long", CHUNKED + "0\r\nX: " + "y".repeat(20_000) + "\r\n\r\n", "400");
    }
}
