package io.affinity.cli.config;

import io.affinity.cli.input.Quoted;
import io.affinity.sources.prometheus.settings.StoreAccess;
import io.affinity.sources.prometheus.settings.StoreAccess.ClientIdentity;
import io.affinity.sources.prometheus.settings.StoreAccess.Credentials;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
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
                file(s, "bearer-token-file"),
                s.has("user") ? s.text("user") : null,
                file(s, "password-file"),
                file(s, "ca-file"),
                file(s, "certificate-file"),
                file(s, "key-file"));
        together(s, "user", "password-file");
        together(s, "certificate-file", "key-file");
        if (s.has("bearer-token-file") && s.has("user")) {
            s.refuse("bearer-token-file", "must not be said where there is a user.");
        }
        return said;
    }

    private static void together(Section s, String one, String other) {
        if (s.has(one) != s.has(other)) {
            s.refuse(s.has(one) ? one : other, "must be said together with " + (s.has(one) ? other : one) + ".");
        }
    }

    private static @Nullable Path file(Section s, String key) {
        if (!s.has(key)) {
            return null;
        }
        String text = s.text(key);
        try {
            Path file = Path.of(text);
            if (Files.isRegularFile(file) && Files.isReadable(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            // As little a file as one that is not there.
        }
        s.refuse(key, "must be a file that can be read, not " + Quoted.of(text) + ".");
        return null;
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
