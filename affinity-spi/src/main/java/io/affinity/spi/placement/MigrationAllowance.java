// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.placement;

import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Placement;
import io.affinity.spi.model.VmId;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * What is left of a {@link io.affinity.spi.model.MigrationBudget}: so many VMs, of those it is about, may have another host than
 * at present. A solver keeps to it, whatever a further migration would gain.
 */
public sealed interface MigrationAllowance {

    /** {@return how many more migrations there may be, at least 0} */
    int left();

    /** {@return whether it is about this migration} */
    boolean counts(VmId vm, HostId source, HostId target);

    /**
     * {@return how many of the migrations from one placement to another it is about, in time that grows with all VMs}
     *
     * @param before names all VMs of {@code after}
     */
    default int taken(Placement before, Placement after) {
        int taken = 0;
        for (var entry : after.hostByVm().entrySet()) {
            HostId source = before.hostOf(entry.getKey());
            boolean isMigrated = !source.equals(entry.getValue());
            taken += isMigrated && counts(entry.getKey(), source, entry.getValue()) ? 1 : 0;
        }
        return taken;
    }

    private static void requireLeft(int left) {
        if (left < 0) {
            throw new IllegalArgumentException("What is left of an allowance (" + left + ") must not be negative.");
        }
    }

    /** Migrations of these VMs, all together. */
    record OfVms(Set<VmId> vms, int left) implements MigrationAllowance {
        public OfVms {
            vms = Collections.unmodifiableSet(new LinkedHashSet<>(vms));
            requireLeft(left);
        }

        @Override
        public boolean counts(VmId vm, HostId source, HostId target) {
            return vms.contains(vm);
        }
    }

    /** Migrations from this host and to it. */
    record OfHost(HostId host, int left) implements MigrationAllowance {
        public OfHost {
            requireLeft(left);
        }

        @Override
        public boolean counts(VmId vm, HostId source, HostId target) {
            return host.equals(source) || host.equals(target);
        }
    }
}
