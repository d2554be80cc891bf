// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.identity;

import io.affinity.openstack.json.Json;
import io.affinity.openstack.settings.Secret;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;

/**
 * What says to services who asks.
 *
 * @param text to be sent along
 * @param lifetime from when it was given; by the clock of Keystone alone, so that ours may be wrong
 * @param userId whose it is
 * @param catalog where services are
 */
record Token(Secret text, Duration lifetime, String userId, Catalog catalog) {

    private static final Duration UNKNOWN_LIFETIME = Duration.ofMinutes(10);

    /** {@return the token that an answer tells of} */
    static Token of(Secret text, Json answer) {
        Json token = answer.at("token");
        return new Token(text, lifetime(token), token.at("user").at("id").text(""), Catalog.of(token));
    }

    private static Duration lifetime(Json token) {
        try {
            return Duration.between(
                    OffsetDateTime.parse(token.at("issued_at").text("")),
                    OffsetDateTime.parse(token.at("expires_at").text("")));
        } catch (DateTimeParseException e) {
            return UNKNOWN_LIFETIME;
        }
    }
}
