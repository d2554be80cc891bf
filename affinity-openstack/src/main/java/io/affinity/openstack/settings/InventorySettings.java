// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.settings;

import io.affinity.spi.model.Resource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which hosts of a cloud are looked after, and what is known of them beside what Nova says. Immutable.
 *
 * @param aggregate whose hosts alone are looked after; null for all hosts
 * @param rackKey key in the metadata of aggregates whose value is the rack of their hosts; null if racks are not known
 * @param cellKey the same for cells, between which Nova migrates nothing; null if there is one cell only
 * @param staysInZone whether servers stay in the availability zone that they are in, as those that were asked for with a zone must; from 2.96 on Nova
 *     tells which were, and it holds for those alone
 * @param reserve share of the capacity of each resource that is kept free, 0 (inclusive) to 1 (exclusive)
 */
public record InventorySettings(
        @Nullable String aggregate,
        @Nullable String rackKey,
        @Nullable String cellKey,
        boolean staysInZone,
        Map<Resource, Double> reserve) {

    /** All hosts, of one cell, in no known racks; servers stay in their zones; nothing is kept free. */
    public static final InventorySettings DEFAULT = new InventorySettings(null, null, null, true, Map.of());

    public InventorySettings {
        reserve = Map.copyOf(new LinkedHashMap<>(reserve));
        reserve.forEach((resource, share) -> {
            if (!(share >= 0 && share < 1)) {
                throw new IllegalArgumentException(
                        "The reserve of " + resource + " (" + share + ") must be at least 0 and below 1.");
            }
        });
    }
}
