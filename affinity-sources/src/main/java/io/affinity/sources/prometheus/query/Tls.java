// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.query;

import io.affinity.sources.prometheus.settings.StoreAccess;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** How the server is known, and what it is shown. */
final class Tls {

    private static final char[] NO_PASSWORD = new char[0];

    private Tls() {}

    /** @throws QueryException if a file cannot be used */
    static SSLContext context(StoreAccess access) throws QueryException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys(access.identity()), trust(access.authority()), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new QueryException(
                    QueryException.Cure.NONE, "it is not asked, as its certificates cannot be used: " + e.getMessage());
        }
    }

    private static TrustManager @Nullable [] trust(@Nullable Path file)
            throws GeneralSecurityException, IOException, QueryException {
        if (file == null) {
            return null;
        }
        KeyStore store = empty();
        int i = 0;
        for (Certificate certificate : Pem.certificates(file)) {
            store.setCertificateEntry("authority-" + i++, certificate);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }

    private static KeyManager @Nullable [] keys(StoreAccess.@Nullable ClientIdentity identity)
            throws GeneralSecurityException, IOException, QueryException {
        if (identity == null) {
            return null;
        }
        List<Certificate> chain = Pem.certificates(identity.certificate());
        KeyStore store = empty();
        store.setKeyEntry("client", Pem.key(identity.key()), NO_PASSWORD, chain.toArray(Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        return factory.getKeyManagers();
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }
}
