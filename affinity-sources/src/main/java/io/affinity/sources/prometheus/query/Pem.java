// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.query;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Certificates and keys in files. */
final class Pem {

    private static final long MOST_BYTES = 1 << 20;

    private static final Pattern KEY =
            Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

    private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

    private Pem() {}

    /** @throws QueryException if it cannot be read */
    static byte[] bytes(Path file) throws QueryException {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw unusable(file, "it has more than (" + MOST_BYTES + ") bytes");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw unusable(file, "it cannot be read");
        }
    }

    private static QueryException unusable(Path file, String why) {
        return new QueryException(
                QueryException.Cure.NONE, "it is not asked, as the file (" + file + ") cannot be used: " + why);
    }

    /** {@return the certificates of a file, at least one} */
    static List<Certificate> certificates(Path file) throws QueryException {
        try {
            List<Certificate> all = List.copyOf(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(bytes(file))));
            if (!all.isEmpty()) {
                return all;
            }
        } catch (GeneralSecurityException e) {
            // As useless as none.
        }
        throw unusable(file, "it must have certificates in PEM format");
    }

    static PrivateKey key(Path file) throws QueryException {
        Matcher pem = KEY.matcher(new String(bytes(file), StandardCharsets.US_ASCII));
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
        throw unusable(
                file,
                "it must have a private key that is not encrypted, as PKCS#8 in PEM format; openssl pkcs8 -topk8 -nocrypt"
                        + " makes one of others");
    }
}
