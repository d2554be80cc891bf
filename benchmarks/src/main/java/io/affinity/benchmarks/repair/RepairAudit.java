// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.repair;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** Counts an answer by the file, in code that shares nothing with the search. */
public final class RepairAudit {

    private final RepairProblem problem;
    private final int[] hostByVm;

    /** Judges the host of each VM, both by their places in the file. */
    public RepairAudit(RepairProblem problem, int[] hostByVm) {
        this.problem = problem;
        this.hostByVm = hostByVm;
    }

    /** {@return how many VMs are not where they were} */
    public int moves() {
        int[] first = problem.hostByVm();
        int moves = 0;
        for (int v = 0; v < first.length; v++) {
            moves += hostByVm[v] == first[v] ? 0 : 1;
        }
        return moves;
    }

    /** {@return what is broken first} */
    public Optional<String> broken() {
        return overload().or(this::fence).or(this::together);
    }

    private Optional<String> overload() {
        long[] capacity = problem.capacities();
        long[] need = problem.needs();
        long[] load = new long[capacity.length];
        for (int i = 0; i < need.length; i++) {
            int vm = i / RepairProblem.RESOURCES;
            load[hostByVm[vm] * RepairProblem.RESOURCES + i % RepairProblem.RESOURCES] += need[i];
        }
        Set<Integer> overloaded = new HashSet<>();
        for (int i = 0; i < load.length; i++) {
            if (load[i] > capacity[i]) {
                overloaded.add(i / RepairProblem.RESOURCES);
            }
        }
        return overloaded.isEmpty() ? Optional.empty() : Optional.of(overloaded.size() + " hosts are overloaded");
    }

    private Optional<String> fence() {
        int[] fences = problem.fenceByVm();
        int[] zones = problem.zoneByHost();
        for (int v = 0; v < fences.length; v++) {
            if (fences[v] != RepairProblem.ANYWHERE && fences[v] != zones[hostByVm[v]]) {
                return Optional.of("VM " + v + " is outside of its zone");
            }
        }
        return Optional.empty();
    }

    private Optional<String> together() {
        for (int[] group : problem.apart()) {
            Set<Integer> hosts = new HashSet<>();
            for (int vm : group) {
                if (!hosts.add(hostByVm[vm])) {
                    return Optional.of("VM " + vm + " shares a host with one of its group");
                }
            }
        }
        return Optional.empty();
    }
}
