// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.settings;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a metrics store is, and who asks it. Immutable. Files are read when a store is first asked, those with passwords and tokens
 * for each question, so that they may be replaced.
 *
 * @param url http or https, with the path before {@code /api/v1} if there is one; no user, query or fragment
 * @param api what it lets itself be asked
 * @param credentials who asks
 * @param authority file with the certificates (PEM) that the server's is signed by; null for those of the Java installation
 * @param identity what the server is shown; null for nothing
 */
public record StoreAccess(
        URI url,
        StoreApi api,
        Credentials credentials,
        @Nullable Path authority,
        @Nullable ClientIdentity identity) {

    /** Who asks. Immutable. */
    public sealed interface Credentials {

        /** Anybody. */
        record Nobody() implements Credentials {}

        /**
         * Whoever has a token.
         *
         * @param file with nothing but the token; blanks around it do not count
         */
        record Bearer(Path file) implements Credentials {}

        /**
         * A user with a password.
         *
         * @param user not empty, and without a colon
         * @param passwordFile with nothing but the password; line breaks at its end do not count
         */
        record Basic(String user, Path passwordFile) implements Credentials {

            public Basic {
                if (user.isEmpty() || user.contains(":")) {
                    throw new IllegalArgumentException("The user (" + user + ") must not be empty or have a colon.");
                }
            }
        }

        /** Whoever the tokens of Keystone are given to. A store that refuses one is asked once more with another. */
        record KeystoneToken(TokenSource tokens) implements Credentials {}
    }

    /**
     * What the server is shown to know the client by.
     *
     * @param certificate file with a certificate (PEM), and those that it is signed by after it
     * @param key file with its private key (PEM, PKCS#8, not encrypted)
     */
    public record ClientIdentity(Path certificate, Path key) {}

    public StoreAccess {
        boolean isHttp = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
        if (!isHttp || url.getHost() == null || url.getUserInfo() != null || hasMore(url)) {
            throw new IllegalArgumentException(
                    "The URL (" + url.getScheme() + "://" + url.getHost() + "...) must be http or https with a host,"
                            + " such as http://127.0.0.1:9090, and have no user, query or fragment.");
        }
        if ("http".equals(url.getScheme()) && (authority != null || identity != null)) {
            throw new IllegalArgumentException("The URL (" + url + ") must be https where certificates are stated.");
        }
    }

    private static boolean hasMore(URI url) {
        return url.getRawQuery() != null || url.getRawFragment() != null;
    }

    /** {@return a store with all of the API that asks nobody who he is} */
    public static StoreAccess of(URI url) {
        return new StoreAccess(url, StoreApi.PROMETHEUS, new Credentials.Nobody(), null, null);
    }

    /** {@return the same with more or less of the API} */
    public StoreAccess withApi(StoreApi other) {
        return new StoreAccess(url, other, credentials, authority, identity);
    }

    /** {@return the same for somebody else} */
    public StoreAccess withCredentials(Credentials other) {
        return new StoreAccess(url, api, other, authority, identity);
    }

    /** {@return the same with a server that is known by these certificates} */
    public StoreAccess withAuthority(Path file) {
        return new StoreAccess(url, api, credentials, file, identity);
    }

    /** {@return the same with something to show} */
    public StoreAccess withIdentity(ClientIdentity other) {
        return new StoreAccess(url, api, credentials, authority, other);
    }
}
