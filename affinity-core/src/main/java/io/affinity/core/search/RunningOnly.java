// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.reassignment.GroupRule;

/** A rule to which VMs do not run as long as they are on one host, where they wait for another one. */
final class RunningOnly implements GroupRule {

    private final GroupRule rule;
    private final int waiting;

    private RunningOnly(GroupRule rule, int waiting) {
        this.rule = rule;
        this.waiting = waiting;
    }

    /**
     * {@return the rule}
     *
     * @param waiting the host, by its index; less than 0 if there is none
     */
    static GroupRule.Beginning of(GroupRule.Beginning beginning, int waiting) {
        return waiting < 0
                ? beginning
                : hostByVm -> {
                    int[] running = hostByVm.clone();
                    for (int v = 0; v < running.length; v++) {
                        running[v] = running[v] == waiting ? NOWHERE : running[v];
                    }
                    return new RunningOnly(beginning.begin(running), waiting);
                };
    }

    private int seen(int host) {
        return host == waiting ? NOWHERE : host;
    }

    @Override
    public double total() {
        return rule.total();
    }

    @Override
    public double totalIf(int member, int host) {
        return rule.totalIf(member, seen(host));
    }

    @Override
    public void move(int member, int host) {
        rule.move(member, seen(host));
    }

    @Override
    public boolean isAbout(int host) {
        return host != waiting && rule.isAbout(host);
    }

    @Override
    public double least() {
        return rule.least();
    }

    @Override
    public double relief(int member) {
        return rule.relief(member);
    }

    @Override
    public int[] members() {
        return rule.members();
    }
}
