// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.query;

import io.affinity.sources.prometheus.settings.StoreAccess.Credentials;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What is said of who asks; read for each question, as tokens are replaced while a program runs. */
final class Authorization {

    private Authorization() {}

    /** {@return the value of the header, or null for none} */
    static @Nullable String of(Credentials credentials) throws QueryException {
        if (credentials instanceof Credentials.Bearer bearer) {
            return "Bearer " + secret(bearer.file()).strip();
        } else if (credentials instanceof Credentials.Basic basic) {
            String both = basic.user() + ":" + secret(basic.passwordFile());
            return "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
        }
        return null;
    }

    private static String secret(Path file) throws QueryException {
        String secret = new String(Pem.bytes(file), StandardCharsets.UTF_8).replaceAll("[\\r\\n]+$", "");
        if (secret.isBlank() || secret.chars().anyMatch(Character::isISOControl)) {
            throw new QueryException(
                    QueryException.Cure.NONE,
                    "it is not asked, as the file (" + file + ") must have one line with nothing but the secret");
        }
        return secret;
    }
}
