package io.affinity.core.search;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostState;
import java.util.List;

/**
 * The hard rules of a fleet for those who place VMs one by one without a search: where a VM may go, given where the others
 * are by now. Mutable; belongs to one thread.
 */
public final class HardRules {

    private final Fleet fleet;
    private final int[] hostByVm;
    private final double[][] allocated;
    private final List<SearchRule> rules;

    public HardRules(Fleet fleet) {
        this.fleet = fleet;
        this.hostByVm = fleet.hostIndexByVm();
        this.allocated = new double[fleet.hosts().size()][fleet.resources().size()];
        this.rules = new RuleCompiler(fleet)
                .compile().stream().filter(SearchRule::isHard).toList();
        for (int vm = 0; vm < hostByVm.length; vm++) {
            account(vm, hostByVm[vm], 1);
        }
    }

    /** {@return whether the VM may be migrated to this host: no hard rule gets worse, and the host may promise that much} */
    public boolean isAllowed(int vm, int host) {
        if (fleet.hosts().get(host).state() != HostState.AVAILABLE) {
            return false;
        }
        for (int r = 0; r < fleet.resources().size(); r++) {
            double wanted =
                    allocated[host][r] + fleet.vms().get(vm).allocation().value(r);
            if (host != hostByVm[vm] && wanted > fleet.hosts().get(host).allocationLimit(r)) {
                return false;
            }
        }
        for (SearchRule rule : rules) {
            if (rule.state().concerns(vm) && rule.forbids(vm, host)) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether the VM has to leave its host, because that is to be emptied, promised too much, or breaks a hard rule} */
    public boolean isMisplaced(int vm) {
        int host = hostByVm[vm];
        if (fleet.hosts().get(host).state() == HostState.DRAINING) {
            return true;
        }
        for (int r = 0; r < fleet.resources().size(); r++) {
            if (allocated[host][r] > fleet.hosts().get(host).allocationLimit(r)) {
                return true;
            }
        }
        return rules.stream()
                .anyMatch(rule -> rule.state().total() > 0 && rule.state().concerns(vm));
    }

    /** Remembers that the VM is on this host from now on. */
    public void move(int vm, int host) {
        account(vm, hostByVm[vm], -1);
        account(vm, host, 1);
        rules.forEach(rule -> {
            if (rule.state().concerns(vm)) {
                rule.state().move(vm, host);
            }
        });
        hostByVm[vm] = host;
    }

    private void account(int vm, int host, int sign) {
        for (int r = 0; r < fleet.resources().size(); r++) {
            allocated[host][r] += sign * fleet.vms().get(vm).allocation().value(r);
        }
    }
}
