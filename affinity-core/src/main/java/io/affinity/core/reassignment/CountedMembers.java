// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

/** At most so many members may be where they count, whatever else runs there. Amount: those that are too many. */
final class CountedMembers implements GroupRule {

    /** Where a member counts. */
    @FunctionalInterface
    interface Where {

        /** {@return whether a member counts on a host, which may be nowhere} */
        boolean counts(int member, int host);
    }

    private final int[] members;
    private final int limit;
    private final Where where;
    private final boolean isOfMigrations;
    private final boolean[] counted;
    private int count;

    /**
     * The rule in the state of a placement.
     *
     * @param isOfMigrations whether a member counts wherever it is but on its first host
     */
    CountedMembers(int[] members, int limit, boolean isOfMigrations, Where where, int[] hostByVm) {
        this.members = members;
        this.limit = limit;
        this.isOfMigrations = isOfMigrations;
        this.where = where;
        counted = new boolean[members.length];
        for (int m = 0; m < members.length; m++) {
            move(m, hostByVm[members[m]]);
        }
    }

    @Override
    public double total() {
        return Math.max(0, count - limit);
    }

    @Override
    public double totalIf(int member, int host) {
        int change = (where.counts(member, host) ? 1 : 0) - (counted[member] ? 1 : 0);
        return Math.max(0, count + change - limit);
    }

    @Override
    public void move(int member, int host) {
        count -= counted[member] ? 1 : 0;
        counted[member] = where.counts(member, host);
        count += counted[member] ? 1 : 0;
    }

    /** The count falls by the members that count and leave, and by nothing else. */
    @Override
    public double relief(int member) {
        return counted[member] ? 1 : 0;
    }

    @Override
    public boolean limitsMigrations() {
        return isOfMigrations;
    }

    @Override
    public int[] members() {
        return members;
    }
}
