package example;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementTerm;
import io.affinity.spi.placement.TermState;
import java.util.ArrayList;
import java.util.List;

/**
 * VMs of one tenant belong on few hosts, as each of them needs a license. The amount is the number of pairs of a tenant and a host
 * that it uses; each is worth a fifth of a migration.
 */
public final class HostsOfTenants implements PlacementTerm {

    @Override
    public String name() {
        return "hosts-of-tenants";
    }

    @Override
    public Strength strength() {
        return Strength.soft(0.2);
    }

    @Override
    public TermState begin(PlacementProblem problem) {
        return new Counts(problem.fleet());
    }

    private static final class Counts implements TermState {

        private final int[] tenantByVm;
        private final int[] hostByVm;
        private final int[][] vms;
        private int pairs;

        Counts(Fleet fleet) {
            List<Tenant> tenants = new ArrayList<>();
            tenantByVm = fleet.vms().stream()
                    .mapToInt(vm -> {
                        if (!tenants.contains(vm.tenant())) {
                            tenants.add(vm.tenant());
                        }
                        return tenants.indexOf(vm.tenant());
                    })
                    .toArray();
            vms = new int[tenants.size()][fleet.hosts().size()];
            hostByVm = fleet.hostIndexByVm();
            for (int vm = 0; vm < hostByVm.length; vm++) {
                add(vm, hostByVm[vm], 1);
            }
        }

        private void add(int vm, int host, int sign) {
            if (host >= 0) {
                int before = vms[tenantByVm[vm]][host];
                vms[tenantByVm[vm]][host] += sign;
                pairs += (before + sign > 0 ? 1 : 0) - (before > 0 ? 1 : 0);
            }
        }

        @Override
        public double total() {
            return pairs;
        }

        @Override
        public double totalIf(int vm, int host) {
            return pairs + (vms[tenantByVm[vm]][host] == 0 ? 1 : 0);
        }

        @Override
        public void move(int vm, int host) {
            add(vm, hostByVm[vm], -1);
            add(vm, host, 1);
            hostByVm[vm] = host;
        }

        @Override
        public boolean concerns(int vm) {
            return true;
        }
    }
}
