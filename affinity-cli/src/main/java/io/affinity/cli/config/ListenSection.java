// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

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
                NamedFile.of(s, "token-file"),
                NamedFile.of(s, "certificate-file"),
                NamedFile.of(s, "key-file"),
                s.choice("approvals", Approvals.OFF));
        NamedFile.together(s, "certificate-file", "key-file");
        if (said.approvals == Approvals.ON && !s.has("token-file")) {
            s.refuse("approvals", "needs a token-file, by which whoever approves is known.");
        }
        return said;
    }
}
