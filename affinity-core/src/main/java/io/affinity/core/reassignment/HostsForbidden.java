// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.BitSet;

/** Some hosts are wrong for some VMs, whatever else runs there. Amount: VMs on wrong hosts. */
public final class HostsForbidden {

    private HostsForbidden() {}

    /**
     * {@return the rule}
     *
     * @param members each once
     * @param forbidden hosts by their indexes; not to be changed any more
     */
    public static GroupRule.Beginning of(int[] members, BitSet forbidden) {
        return hostByVm ->
                new CountedMembers(members, 0, false, (member, host) -> host >= 0 && forbidden.get(host), hostByVm);
    }
}
