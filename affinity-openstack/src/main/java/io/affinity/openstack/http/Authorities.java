// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Whose signatures are believed. */
final class Authorities {

    private static final long MOST_BYTES = 4 << 20;

    private Authorities() {}

    /** @throws ApiException if the file cannot be used */
    static SSLContext in(Path file) throws ApiException {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            int i = 0;
            for (Certificate certificate : certificates(file)) {
                store.setCertificateEntry("authority-" + i++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw unusable(file, "it has no certificates in PEM format that can be used");
        }
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws ApiException, GeneralSecurityException {
        byte[] bytes;
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw unusable(file, "it has more than (" + MOST_BYTES + ") bytes");
            }
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            throw unusable(file, "it cannot be read");
        }
        Collection<? extends Certificate> found =
                CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
        if (found.isEmpty()) {
            throw unusable(file, "it must have certificates in PEM format");
        }
        return found;
    }

    private static ApiException unusable(Path file, String why) {
        return new ApiException(
                ApiException.Kind.SETTINGS,
                "the cloud is not asked, as the file of its authority (" + file + ") cannot be used: " + why);
    }
}
