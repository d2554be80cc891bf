// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import io.affinity.spi.model.Hold;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.util.Set;
import java.util.stream.Collectors;

/** Says in words why VMs stay where they are until a person has looked. */
public final class HoldText {

    private static final int MOST_VMS = 8;

    private HoldText() {}

    /** {@return the hold in a sentence} */
    public static String of(Hold hold, VmNames names) {
        if (hold instanceof Hold.UnclearVm unclear) {
            String fits = unclear.candidates().isEmpty()
                    ? " fits no VM"
                    : " fits several VMs: " + labels(unclear.candidates(), names);
            return quoted(unclear.name()) + " in " + unclear.said() + fits + stays(unclear.vms(), names);
        } else if (hold instanceof Hold.UnknownHost unknown) {
            return quoted(unknown.name()) + " in " + unknown.said() + " is no host of the fleet"
                    + stays(unknown.vms(), names);
        } else if (hold instanceof Hold.RunsTwice twice) {
            return "VM " + names.labelWithId(twice.vm()) + " is on "
                    + twice.hosts().stream().map(HostId::toString).collect(Collectors.joining(" and "))
                    + " at once; until one copy is gone, it stays where it is.";
        }
        throw new AssertionError("There are no words for " + hold);
    }

    private static String quoted(String name) {
        return '"' + name + '"';
    }

    private static String stays(Set<VmId> vms, VmNames names) {
        return vms.isEmpty() ? "." : "; until that is clear, these stay where they are: " + labels(vms, names) + ".";
    }

    private static String labels(Set<VmId> vms, VmNames names) {
        String first = vms.stream().limit(MOST_VMS).map(names::label).collect(Collectors.joining(", "));
        return vms.size() <= MOST_VMS ? first : first + " and " + (vms.size() - MOST_VMS) + " others";
    }
}
