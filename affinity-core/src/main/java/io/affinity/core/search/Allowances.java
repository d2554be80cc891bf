package io.affinity.core.search;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.MigrationAllowance;
import io.affinity.spi.placement.PlacementProblem;
import java.util.ArrayList;
import java.util.List;

/**
 * What the placement that the search is at leaves of the allowances. A VM counts while it is on another host than in the
 * beginning. Mutable; belongs to one thread. A question takes time in the number of allowances of one VM and two hosts.
 */
final class Allowances {

    private static final int[] NONE = {};

    private final int[] initial;
    private final int[] left;
    private final int[][] byVm;
    private final int[][] byHost;

    Allowances(PlacementProblem problem) {
        Fleet fleet = problem.fleet();
        List<MigrationAllowance> all = problem.allowances();
        initial = fleet.hostIndexByVm();
        left = all.stream().mapToInt(MigrationAllowance::left).toArray();
        List<List<Integer>> ofVms = lists(fleet.vms().size());
        List<List<Integer>> ofHosts = lists(fleet.hosts().size());
        for (int i = 0; i < left.length; i++) {
            if (all.get(i) instanceof MigrationAllowance.OfVms some) {
                for (VmId vm : some.vms()) {
                    if (fleet.contains(vm)) {
                        ofVms.get(fleet.indexOf(vm)).add(i);
                    }
                }
            } else if (all.get(i) instanceof MigrationAllowance.OfHost one && fleet.contains(one.host())) {
                ofHosts.get(fleet.indexOf(one.host())).add(i);
            }
        }
        byVm = arrays(ofVms);
        byHost = arrays(ofHosts);
    }

    private static List<List<Integer>> lists(int count) {
        List<List<Integer>> lists = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            lists.add(new ArrayList<>(0));
        }
        return lists;
    }

    private static int[][] arrays(List<List<Integer>> lists) {
        return lists.stream()
                .map(list ->
                        list.isEmpty() ? NONE : list.stream().mapToInt(i -> i).toArray())
                .toArray(int[][]::new);
    }

    /** {@return whether there is one more migration for a VM that is nowhere, and for both hosts} */
    boolean permit(int vm, int target) {
        return isAnyLeft(byVm[vm]) && isAnyLeft(byHost[initial[vm]]) && isAnyLeft(byHost[target]);
    }

    private boolean isAnyLeft(int[] some) {
        for (int i : some) {
            if (left[i] <= 0) {
                return false;
            }
        }
        return true;
    }

    /** Puts a VM that was nowhere on a host. */
    void put(int vm, int host) {
        count(vm, host, -1);
    }

    /** Takes a VM from its host. */
    void lifted(int vm, int host) {
        count(vm, host, 1);
    }

    private void count(int vm, int host, int change) {
        if (host != initial[vm]) {
            add(byVm[vm], change);
            add(byHost[initial[vm]], change);
            add(byHost[host], change);
        }
    }

    private void add(int[] some, int change) {
        for (int i : some) {
            left[i] += change;
        }
    }

    /** {@return a number of its own for a host that has allowances, 0 for all others} */
    int numberOf(int host) {
        return byHost[host].length == 0 ? 0 : host + 1;
    }
}
