// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.search;

import io.affinity.core.reassignment.GroupRule;
import io.affinity.spi.model.Fleet;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * The allocation of any few hosts fits into the free allocation of the others.
 *
 * <p>The hosts whose failure is worst are those with the highest allocation or limit, whichever is more. As long as no host
 * promises more than it may these are the hosts with the highest limits, wherever the VMs are, so that a question takes
 * constant time; otherwise it takes one look at each host.
 */
final class FailoverRule implements GroupRule {

    private final Fleet fleet;
    private final int[] hosts;
    private final BitSet isIncluded;
    private final int hostFailures;
    private final int[] everyVm;
    private final int[] hostByVm;
    private final Pool[] pools;

    private FailoverRule(Fleet fleet, BitSet hosts, int hostFailures, int[] everyVm, int[] placement) {
        this.everyVm = everyVm;
        this.fleet = fleet;
        this.hosts = hosts.stream().toArray();
        this.isIncluded = hosts;
        this.hostFailures = Math.min(hostFailures, this.hosts.length);
        this.hostByVm = new int[fleet.vms().size()];
        this.pools = IntStream.range(0, fleet.resources().size())
                .filter(this::isLimited)
                .mapToObj(Pool::new)
                .toArray(Pool[]::new);
        Arrays.fill(hostByVm, -1);
        for (int vm = 0; vm < hostByVm.length; vm++) {
            move(vm, placement[vm]);
        }
    }

    static GroupRule.Beginning of(Fleet fleet, BitSet hosts, int hostFailures, int[] everyVm) {
        return hostByVm -> new FailoverRule(fleet, hosts, hostFailures, everyVm, hostByVm);
    }

    private boolean isLimited(int resource) {
        double limits = Arrays.stream(hosts)
                .mapToDouble(host -> fleet.hosts().get(host).allocationLimit(resource))
                .sum();
        return limits > 0 && Double.isFinite(limits);
    }

    @Override
    public double total() {
        double violation = 0;
        for (Pool pool : pools) {
            violation += pool.total();
        }
        return violation;
    }

    @Override
    public double totalIf(int vm, int to) {
        int from = hostByVm[vm];
        if (from == to) {
            return total();
        }
        double violation = 0;
        for (Pool pool : pools) {
            pool.account(vm, from, -1);
            pool.account(vm, to, 1);
            violation += pool.total();
            pool.account(vm, to, -1);
            pool.account(vm, from, 1);
        }
        return violation;
    }

    @Override
    public void move(int vm, int to) {
        for (Pool pool : pools) {
            pool.account(vm, hostByVm[vm], -1);
            pool.account(vm, to, 1);
        }
        hostByVm[vm] = to;
    }

    @Override
    public boolean isAbout(int host) {
        return host >= 0 && isIncluded.get(host);
    }

    @Override
    public int[] members() {
        return everyVm;
    }

    /** One resource of the hosts together. */
    private final class Pool {

        private final int resource;
        private final double[] allocated;
        private final double[] limits;
        private final double highestLimits;
        private final double meanLimit;
        private double free;
        private int overcommitted;

        Pool(int resource) {
            this.resource = resource;
            this.allocated = new double[fleet.hosts().size()];
            this.limits = fleet.hosts().stream()
                    .mapToDouble(host -> host.allocationLimit(resource))
                    .toArray();
            double[] sorted = Arrays.stream(hosts)
                    .mapToDouble(host -> limits[host])
                    .sorted()
                    .toArray();
            this.highestLimits = sumOfHighest(sorted);
            this.free = Arrays.stream(sorted).sum();
            this.meanLimit = free / hosts.length;
        }

        private double sumOfHighest(double[] sorted) {
            return Arrays.stream(sorted, sorted.length - hostFailures, sorted.length)
                    .sum();
        }

        void account(int vm, int host, int sign) {
            if (host >= 0 && isIncluded.get(host)) {
                free -= freeOf(host);
                overcommitted -= allocated[host] > limits[host] ? 1 : 0;
                allocated[host] += sign * fleet.vms().get(vm).allocation().value(resource);
                free += freeOf(host);
                overcommitted += allocated[host] > limits[host] ? 1 : 0;
            }
        }

        private double freeOf(int host) {
            return Math.max(0, limits[host] - allocated[host]);
        }

        double total() {
            double atStake = overcommitted == 0
                    ? highestLimits
                    : sumOfHighest(Arrays.stream(hosts)
                            .mapToDouble(host -> Math.max(limits[host], allocated[host]))
                            .sorted()
                            .toArray());
            double missing = (atStake - free) / meanLimit;
            // Sums in another order differ by rounding, which must not look like a violation.
            return missing > 1e-9 ? missing : 0;
        }
    }
}
