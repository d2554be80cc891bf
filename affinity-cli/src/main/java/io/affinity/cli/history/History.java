// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.history;

import java.util.List;

/**
 * What was migrated.
 *
 * @param migrations the latest, the oldest of them first
 * @param matching how many there are that somebody wanted to know about, of which those are the latest
 */
public record History(List<PastMigration> migrations, int matching) {

    public History {
        migrations = List.copyOf(migrations);
    }
}
