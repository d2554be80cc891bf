// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import io.affinity.sources.prometheus.settings.StoreAccess;
import io.affinity.sources.prometheus.settings.StoreAccess.ClientIdentity;
import io.affinity.sources.prometheus.settings.StoreAccess.Credentials;
import io.affinity.sources.prometheus.settings.StoreApi;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
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

    /** What says who asks. */
    private static final List<String> WHO = List.of("bearer-token-file", "user", "password-file");

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

    /** Refuses what is said of who asks a store that is asked with tokens of the cloud. */
    static void refuseAsker(Section s) {
        for (String key : WHO) {
            if (s.has(key)) {
                s.refuse(key, "must not be said of Aetos, which is asked with tokens of the cloud.");
            }
        }
    }

    /**
     * {@return how this store is asked}
     *
     * @param api as much as it has
     */
    StoreAccess of(URI url, StoreApi api) {
        Credentials credentials = new Credentials.Nobody();
        if (bearer != null) {
            credentials = new Credentials.Bearer(bearer);
        } else if (user != null && password != null) {
            credentials = new Credentials.Basic(user, password);
        }
        ClientIdentity identity = certificate == null || key == null ? null : new ClientIdentity(certificate, key);
        return new StoreAccess(url, api, credentials, authority, identity);
    }
}
