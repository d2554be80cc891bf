// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import io.affinity.cli.config.ConfigException;
import io.affinity.cli.output.OutputFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificate and key of the server, from files in PEM format. */
final class ServerKeys {

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");
    private static final long MOST_BYTES = 1 << 20;
    private static final char[] NO_PASSWORD = new char[0];

    private ServerKeys() {}

    /** @throws ConfigException if they cannot be used */
    static SSLContext context(Path certificate, Path key) {
        Certificate[] chain = certificates(certificate);
        PrivateKey secret = key(key);
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", secret, NO_PASSWORD, chain);
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, NO_PASSWORD);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(factory.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new ConfigException(
                    "listen.key-file: " + key + " does not go with " + certificate + ": " + e.getMessage(), e);
        }
    }

    private static Certificate[] certificates(Path file) {
        try {
            Collection<? extends Certificate> all = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes("listen.certificate-file", file)));
            if (!all.isEmpty()) {
                return all.toArray(Certificate[]::new);
            }
        } catch (GeneralSecurityException e) {
            // As useless as none.
        }
        throw new ConfigException("listen.certificate-file: " + file + " must have certificates in PEM format.");
    }

    private static PrivateKey key(Path file) {
        Matcher pem = KEY.matcher(new String(bytes("listen.key-file", file), StandardCharsets.US_ASCII));
        if (pem.find()) {
            byte[] der = Base64.getMimeDecoder().decode(pem.group(1));
            for (String algorithm : ALGORITHMS) {
                try {
                    return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(der));
                } catch (GeneralSecurityException e) {
                    // Of another kind, or of none.
                }
            }
        }
        throw new ConfigException("listen.key-file: " + file
                + " must have a private key that is not encrypted, as PKCS#8 in PEM format; openssl pkcs8 -topk8 -nocrypt"
                + " makes one of others.");
    }

    private static byte[] bytes(String place, Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new ConfigException(place + ": " + file + " has more than " + MOST_BYTES + " bytes.");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ConfigException(place + ": " + file + " cannot be read: " + OutputFile.reason(e), e);
        }
    }
}
