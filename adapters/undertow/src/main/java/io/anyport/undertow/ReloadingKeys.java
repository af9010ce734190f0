package io.anyport.undertow;

import io.anyport.undertow.KeyPairFiles.Pair;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * The certificate of new connections: what the files hold now. They are looked at when a client comes, at most once in a while.
 * A handshake names the pair that it has begun with, so that it does not end with half of another. Thread-safe.
 */
final class ReloadingKeys extends X509ExtendedKeyManager {

    private static final System.Logger LOGGER = System.getLogger("io.anyport.undertow");

    /** Handshakes that began with a pair before the last two are not waited for. */
    private static final int KEPT = 3;

    private final KeyPairFiles files;
    private final long pause;
    private final AtomicLong next;
    private final Map<String, Pair> pairs = new ConcurrentHashMap<>();
    private volatile long current;
    private List<Object> stamp;

    private ReloadingKeys(KeyPairFiles files, Duration pause, List<Object> stamp, Pair first) {
        this.files = files;
        this.pause = pause.toNanos();
        this.next = new AtomicLong(System.nanoTime() + this.pause);
        this.stamp = stamp;
        pairs.put("0", first);
    }

    /**
     * Reads the files.
     *
     * @throws GeneralSecurityException if a file does not hold what it should
     */
    static ReloadingKeys of(KeyPairFiles files, Duration pause) throws IOException, GeneralSecurityException {
        var stamp = files.stamp(); // before the files are read: what changes meanwhile is seen the next time
        return new ReloadingKeys(files, pause, stamp, files.read());
    }

    private void lookAgain() {
        long due = next.get();
        long now = System.nanoTime();
        if (now - due >= 0 && next.compareAndSet(due, now + pause)) {
            reload();
        }
    }

    private synchronized void reload() {
        try {
            var seen = files.stamp();
            if (seen.equals(stamp)) {
                return;
            }
            stamp = seen;
            var pair = files.read();
            pairs.put(Long.toString(current + 1), pair);
            current++;
            pairs.remove(Long.toString(current - KEPT));
            LOGGER.log(Level.INFO, "new connections get the certificate that " + files.chain() + " holds now");
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            LOGGER.log(Level.WARNING, "the certificate is kept, since its files cannot be used: " + e);
        }
    }

    private @Nullable String alias(String keyType) {
        lookAgain();
        String newest = Long.toString(current);
        var pair = pairs.get(newest);
        return pair != null && pair.publicKey().getAlgorithm().equals(keyType) ? newest : null;
    }

    @Override
    public @Nullable String chooseEngineServerAlias(
            String keyType, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
        return alias(keyType);
    }

    @Override
    public @Nullable String chooseServerAlias(String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return alias(keyType);
    }

    @Override
    public String @Nullable [] getServerAliases(String keyType, Principal @Nullable [] issuers) {
        String alias = alias(keyType);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public X509Certificate @Nullable [] getCertificateChain(String alias) {
        var pair = pairs.get(alias);
        return pair == null ? null : pair.chain().toArray(new X509Certificate[0]);
    }

    @Override
    public @Nullable PrivateKey getPrivateKey(String alias) {
        var pair = pairs.get(alias);
        return pair == null ? null : pair.key();
    }

    @Override
    public String @Nullable [] getClientAliases(String keyType, Principal @Nullable [] issuers) {
        return null;
    }

    @Override
    public @Nullable String chooseClientAlias(
            String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
        return null;
    }
}
