package io.affinity.core.search;

import io.affinity.spi.placement.TermState;
import java.util.Arrays;
import java.util.BitSet;

/** A rule about how a group of VMs is distributed over fault domains. Each question takes constant time. */
final class DomainRule implements TermState {

    /** What counts as violation, as a function of how many domains are in use and how many VMs exceed a limit in one. */
    record Measure(int limit, int wantedDomains, Kind kind) {

        private enum Kind {
            SURPLUS_DOMAINS,
            EXCESS,
            MISSING_DOMAINS
        }

        static Measure surplusDomains() {
            return new Measure(Integer.MAX_VALUE, 1, Kind.SURPLUS_DOMAINS);
        }

        static Measure excess(int limit) {
            return new Measure(limit, 0, Kind.EXCESS);
        }

        static Measure missingDomains(int wanted) {
            return new Measure(Integer.MAX_VALUE, wanted, Kind.MISSING_DOMAINS);
        }

        private double of(int domainsInUse, int excess) {
            return switch (kind) {
                case SURPLUS_DOMAINS -> Math.max(0, domainsInUse - wantedDomains);
                case EXCESS -> excess;
                case MISSING_DOMAINS -> Math.max(0, wantedDomains - domainsInUse);
            };
        }
    }

    private final BitSet vms;
    private final int[] domainByHost;
    private final Measure measure;
    private final int[] domainByVm;
    private final int[] count;
    private int domainsInUse;
    private int excess;

    DomainRule(BitSet vms, int[] domainByHost, Measure measure, int[] hostByVm) {
        this.vms = vms;
        this.domainByHost = domainByHost;
        this.measure = measure;
        this.domainByVm = new int[hostByVm.length];
        this.count = new int[domainByHost.length];
        Arrays.fill(domainByVm, -1);
        vms.stream().forEach(vm -> move(vm, hostByVm[vm]));
    }

    @Override
    public double total() {
        return measure.of(domainsInUse, excess);
    }

    @Override
    public double totalIf(int vm, int to) {
        int from = domainByVm[vm];
        int target = to < 0 ? -1 : domainByHost[to];
        if (from == target) {
            return total();
        }
        int inUse = domainsInUse;
        int over = excess;
        if (from >= 0) {
            inUse -= count[from] == 1 ? 1 : 0;
            over -= count[from] > measure.limit() ? 1 : 0;
        }
        if (target >= 0) {
            inUse += count[target] == 0 ? 1 : 0;
            over += count[target] >= measure.limit() ? 1 : 0;
        }
        return measure.of(inUse, over);
    }

    @Override
    public void move(int vm, int to) {
        int from = domainByVm[vm];
        if (from >= 0) {
            excess -= count[from] > measure.limit() ? 1 : 0;
            count[from]--;
            domainsInUse -= count[from] == 0 ? 1 : 0;
        }
        int target = to < 0 ? -1 : domainByHost[to];
        if (target >= 0) {
            domainsInUse += count[target] == 0 ? 1 : 0;
            excess += count[target] >= measure.limit() ? 1 : 0;
            count[target]++;
        }
        domainByVm[vm] = target;
    }

    @Override
    public boolean concerns(int vm) {
        return vms.get(vm);
    }
}
