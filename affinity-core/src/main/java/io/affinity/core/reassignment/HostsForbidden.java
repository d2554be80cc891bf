package io.affinity.core.reassignment;

import java.util.BitSet;

/** Some hosts are wrong for some VMs, whatever else runs there. Amount: VMs on wrong hosts. */
public final class HostsForbidden implements GroupRule {

    private final int[] members;
    private final BitSet forbidden;
    private final BitSet misplaced = new BitSet();
    private int count;

    private HostsForbidden(int[] members, BitSet forbidden) {
        this.members = members;
        this.forbidden = forbidden;
    }

    /**
     * {@return the rule}
     *
     * @param members each once
     * @param forbidden hosts by their indexes; not to be changed any more
     */
    public static GroupRule.Beginning of(int[] members, BitSet forbidden) {
        return hostByVm -> {
            HostsForbidden rule = new HostsForbidden(members, forbidden);
            for (int m = 0; m < members.length; m++) {
                rule.move(m, hostByVm[members[m]]);
            }
            return rule;
        };
    }

    @Override
    public double total() {
        return count;
    }

    @Override
    public double totalIf(int member, int host) {
        return count - (misplaced.get(member) ? 1 : 0) + (isForbidden(host) ? 1 : 0);
    }

    @Override
    public void move(int member, int host) {
        count -= misplaced.get(member) ? 1 : 0;
        misplaced.set(member, isForbidden(host));
        count += misplaced.get(member) ? 1 : 0;
    }

    private boolean isForbidden(int host) {
        return host >= 0 && forbidden.get(host);
    }

    @Override
    public int[] members() {
        return members;
    }
}
