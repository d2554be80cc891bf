package io.affinity.cli.config;

import io.affinity.cli.input.Quoted;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the loop is to be watched, and by whom.
 *
 * @param address a host and a port, or null if nowhere
 * @param token file with what whoever asks has to show, or null
 * @param certificate file with that of the server, or null
 * @param key file with its key, or null
 * @param approvals whether migrations wait until a person has approved of them
 */
public record ListenSection(
        @Nullable String address,
        @Nullable Path token,
        @Nullable Path certificate,
        @Nullable Path key,
        Approvals approvals) {

    /** Whether a person has to approve of each migration. */
    public enum Approvals {
        ON,
        OFF
    }

    static ListenSection read(Section s) {
        ListenSection said = new ListenSection(
                s.has("address") ? s.text("address") : null,
                file(s, "token-file"),
                file(s, "certificate-file"),
                file(s, "key-file"),
                s.choice("approvals", Approvals.OFF));
        if (s.has("certificate-file") != s.has("key-file")) {
            boolean hasCertificate = s.has("certificate-file");
            s.refuse(
                    hasCertificate ? "certificate-file" : "key-file",
                    "must be said together with " + (hasCertificate ? "key-file" : "certificate-file") + ".");
        }
        if (said.approvals == Approvals.ON && !s.has("token-file")) {
            s.refuse("approvals", "needs a token-file, by which whoever approves is known.");
        }
        return said;
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
}
