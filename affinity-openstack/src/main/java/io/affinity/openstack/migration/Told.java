// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import io.affinity.openstack.http.ApiException;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.model.HostId;
import java.util.Locale;

/** What Nova says went wrong, as failures of migrations. */
final class Told {

    private Told() {}

    /** {@return why a request was not made, or not heard: nothing was begun} */
    static MigrationFailure refused(ApiException e, HostId source) {
        String sentence = sentence(e);
        return switch (e.kind()) {
            case UNAUTHORIZED, FORBIDDEN ->
                MigrationFailure.Refused.of(
                        FailureCause.DENIED,
                        sentence + " Whoever asks must have the rights that live migrations need.");
            case NOT_FOUND -> MigrationFailure.Refused.of(FailureCause.VM_ABSENT, sentence);
            case CONFLICT -> MigrationFailure.Refused.of(FailureCause.VM_BUSY, sentence);
            case REFUSED, TOO_MANY -> MigrationFailure.Refused.of(cause(sentence), sentence);
            case SETTINGS, MALFORMED -> MigrationFailure.Refused.of(FailureCause.CONFIGURATION, sentence);
            case NOT_SENT, NO_ANSWER, UNAVAILABLE -> new MigrationFailure.Unreachable(source, sentence);
        };
    }

    /** {@return the message as a sentence of its own} */
    static String sentence(ApiException e) {
        String text = String.valueOf(e.getMessage());
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }

    /** {@return what stood in the way, by the words of Nova, which has no codes for it} */
    static FailureCause cause(String said) {
        String text = said.toLowerCase(Locale.ROOT);
        if (text.contains("lack of memory") || text.contains("not enough") || text.contains("unable to allocate")) {
            return FailureCause.NO_ROOM;
        } else if (text.contains("could not be found")) {
            return FailureCause.HOST_UNKNOWN;
        } else if (text.contains("is unavailable") || text.contains("timed out")) {
            return FailureCause.CONNECTION;
        } else if (text.contains("cpu") && text.contains("compat")) {
            return FailureCause.INCOMPATIBLE_HOST;
        } else if (text.contains("storage") || text.contains("disk")) {
            return FailureCause.STORAGE;
        }
        return FailureCause.OTHER;
    }
}
