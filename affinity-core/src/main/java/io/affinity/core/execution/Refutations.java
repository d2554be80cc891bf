// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.execution;

import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Verification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The verifications that were refuted and that nobody has closed since, also before a restart. */
final class Refutations implements JournalFollower {

    private final Map<String, List<Doubt>> doubtsById = new HashMap<>();

    @Override
    public void restart() {
        doubtsById.clear();
    }

    @Override
    public void heard(JournalEntry entry) {
        if (entry.event().closes()) {
            doubtsById.remove(entry.migrationId());
        } else if (entry.event() instanceof JournalEntry.Event.Checked checked
                && checked.verification() instanceof Verification.Refuted refuted) {
            doubtsById.put(entry.migrationId(), refuted.doubts());
        }
    }

    /** {@return what was found wrong with the migration of this id, or null if nothing was} */
    @Nullable
    List<Doubt> of(String id) {
        return doubtsById.get(id);
    }
}
