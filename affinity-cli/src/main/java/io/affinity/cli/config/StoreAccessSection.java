// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.sources.prometheus.settings.StoreAccess;
import io.affinity.sources.prometheus.settings.StoreAccess.ClientIdentity;
import io.affinity.sources.prometheus.settings.StoreAccess.Credentials;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What the file says of who asks a store, and how the two know each other.
 *
 * @param user by whom it is asked, or null
 */
record StoreAccessSection(
        @Nullable Path bearer,
        @Nullable String user,
        @Nullable Path password,
        @Nullable Path authority,
        @Nullable Path certificate,
        @Nullable Path key) {

    static StoreAccessSection read(Section s) {
        StoreAccessSection said = new StoreAccessSection(
                NamedFile.of(s, "bearer-token-file"),
                s.has("user") ? s.text("user") : null,
                NamedFile.of(s, "password-file"),
                NamedFile.of(s, "ca-file"),
                NamedFile.of(s, "certificate-file"),
                NamedFile.of(s, "key-file"));
        NamedFile.together(s, "user", "password-file");
        NamedFile.together(s, "certificate-file", "key-file");
        if (s.has("bearer-token-file") && s.has("user")) {
            s.refuse("bearer-token-file", "must not be said where there is a user.");
        }
        return said;
    }

    /** {@return how this store is asked} */
    StoreAccess of(URI url) {
        Credentials credentials = new Credentials.Nobody();
        if (bearer != null) {
            credentials = new Credentials.Bearer(bearer);
        } else if (user != null && password != null) {
            credentials = new Credentials.Basic(user, password);
        }
        ClientIdentity identity = certificate == null || key == null ? null : new ClientIdentity(certificate, key);
        return new StoreAccess(url, credentials, authority, identity);
    }
}
