// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who may ask for what. With a token, all that tells something of the cluster wants it. Without one, only names of this machine are answered:
 * else a page of somebody else, in the browser of somebody here, could have its own name lead to the loopback and read along.
 */
record Access(Listening listening) {

    /** They tell nothing: the page itself, and whether the loop is well. */
    private static final Set<String> OPEN = Set.of("/", "/health", "/ready");

    /**
     * {@return why this is not answered, or null if it is}
     *
     * @param host the header of this name
     * @param authorization the header of this name
     */
    @Nullable
    Response refusal(String path, @Nullable String host, @Nullable String authorization) {
        Token token = listening.token();
        if (token == null) {
            return isThisMachine(host) ? null : Response.refused(403, "This name is not one of this machine.");
        }
        return OPEN.contains(path) || token.isShownBy(authorization)
                ? null
                : Response.refused(401, "A token is needed: Authorization: Bearer ...")
                        .with("WWW-Authenticate", "Bearer");
    }

    private boolean isThisMachine(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = host.replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT);
        return name.equals("localhost")
                || name.matches("127(\\.[0-9]{1,3}){3}")
                || name.equals("[::1]")
                || name.equals(listening.address().host().toLowerCase(Locale.ROOT));
    }
}
