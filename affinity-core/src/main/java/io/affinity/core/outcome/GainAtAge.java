// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import java.time.Duration;

/**
 * What migrations had gained when they were so old.
 *
 * @param age since their end
 * @param migrations that became so old
 * @param minutes that these had gained, in VM minutes; see {@link MigrationGain}
 */
public record GainAtAge(Duration age, int migrations, double minutes) {}
