// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/** So many VMs of a group may be on other hosts than in the beginning. Amount: those that are too many. */
public final class MovesOfVms {

    private MovesOfVms() {}

    /**
     * {@return the rule}
     *
     * @param members each once
     * @param initial the host of each VM in the beginning
     * @param limit at least 0
     */
    public static GroupRule.Beginning of(int[] members, int[] initial, int limit) {
        return hostByVm ->
                new CountedMembers(members, limit, true, (member, host) -> host != initial[members[member]], hostByVm);
    }
}
