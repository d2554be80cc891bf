// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.placement.MigrationAllowance;
import io.affinity.spi.placement.PlacementProblem;
import java.util.BitSet;

/** Whom migration budgets of which nothing is left keep where they are. Starting is no migration. Immutable and thread-safe. */
final class SpentAllowances {

    private final BitSet vms = new BitSet();
    private final BitSet hosts = new BitSet();
    private final int waiting;

    /** @param waiting a host on which VMs wait that do not run, by its index, or less than 0 */
    SpentAllowances(PlacementProblem problem, int waiting) {
        this.waiting = waiting;
        Fleet fleet = problem.fleet();
        for (MigrationAllowance allowance : problem.allowances()) {
            if (allowance.left() == 0) {
                if (allowance instanceof MigrationAllowance.OfVms some) {
                    for (int vm : PresentIndexes.ofVms(fleet, some.vms())) {
                        vms.set(vm);
                    }
                } else if (allowance instanceof MigrationAllowance.OfHost one && fleet.contains(one.host())) {
                    hosts.set(fleet.indexOf(one.host()));
                }
            }
        }
    }

    /** {@return whether a VM must not leave its host} */
    boolean keeps(int vm, int home) {
        return home != waiting && (vms.get(vm) || hosts.get(home));
    }

    /** {@return whether a VM of one host must not come to another} */
    boolean refuses(int home, int host) {
        return home != waiting && hosts.get(host);
    }
}
