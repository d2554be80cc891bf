// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.util.List;

/**
 * The record of one series. Immutable and thread-safe.
 *
 * @param standing whether its model's forecast is used
 * @param leads by increasing lead; only those at which anything was scored
 */
public record SeriesAccuracy(VmId vm, Resource resource, SeriesStanding standing, List<LeadAccuracy> leads) {

    public SeriesAccuracy {
        leads = List.copyOf(leads);
    }

    /** {@return the skill over persistence, losses summed over the leads; NaN where nothing was scored or both are zero} */
    public double skillOverPersistence() {
        return Skill.of(
                leads.stream().mapToDouble(LeadAccuracy::pinball).sum(),
                leads.stream().mapToDouble(LeadAccuracy::persistencePinball).sum());
    }
}
