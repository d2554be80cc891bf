// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.query;

import io.affinity.sources.prometheus.settings.StoreAccess.Credentials;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What is said of who asks; found out for each question, as tokens are replaced while a program runs.
 *
 * @param header its name
 * @param value a secret
 */
record Authorization(String header, String value) {

    /** Where Keystone's tokens are sent. */
    static final String KEYSTONE = "X-Auth-Token";

    private static final String STANDARD = "Authorization";

    /**
     * {@return what is said; null for nothing}
     *
     * @param time for which a token is waited for
     * @throws QueryException if a file cannot be used, or no token is given
     */
    static @Nullable Authorization of(Credentials credentials, Duration time) throws QueryException {
        if (credentials instanceof Credentials.Bearer bearer) {
            return new Authorization(STANDARD, "Bearer " + secret(bearer.file()).strip());
        } else if (credentials instanceof Credentials.Basic basic) {
            String both = basic.user() + ":" + secret(basic.passwordFile());
            return new Authorization(
                    STANDARD, "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
        } else if (credentials instanceof Credentials.KeystoneToken keystone) {
            return new Authorization(KEYSTONE, GivenToken.of(keystone.tokens(), time));
        }
        return null;
    }

    private static String secret(Path file) throws QueryException {
        String secret = new String(Pem.bytes(file), StandardCharsets.UTF_8).replaceAll("[\\r\\n]+$", "");
        if (!isOneLine(secret)) {
            throw new QueryException(
                    QueryException.Cure.NONE,
                    "it is not asked, as the file (" + file + ") must have one line with nothing but the secret");
        }
        return secret;
    }

    /** {@return whether it is something that fits into a header} */
    static boolean isOneLine(String secret) {
        return !secret.isBlank() && secret.chars().noneMatch(Character::isISOControl);
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return header;
    }
}
