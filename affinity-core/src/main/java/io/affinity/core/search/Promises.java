package io.affinity.core.search;

import io.affinity.spi.model.Fleet;

/** What every host has promised to its VMs, kept up to date exactly as they come and go, and what it may promise. */
final class Promises {

    private static final double ROUNDING = 1e-12;

    private final int resources;
    private final ExactSums[] allocated;
    private final double[] allocation;
    private final double[] atFirst;
    private final double[] limit;

    /** The promises of the fleet's placement. */
    Promises(Fleet fleet) {
        int hosts = fleet.hosts().size();
        this.resources = fleet.resources().size();
        this.allocated = new ExactSums[resources];
        this.allocation = new double[fleet.vms().size() * resources];
        this.atFirst = new double[hosts * resources];
        this.limit = new double[hosts * resources];
        for (int r = 0; r < resources; r++) {
            double total = 0;
            for (int v = 0; v < fleet.vms().size(); v++) {
                allocation[v * resources + r] = fleet.vms().get(v).allocation().value(r);
                total += allocation[v * resources + r];
            }
            allocated[r] = new ExactSums(hosts, total);
        }
        for (int v = 0; v < fleet.vms().size(); v++) {
            add(v, fleet.hostIndexOf(v));
        }
        for (int cell = 0; cell < limit.length; cell++) {
            limit[cell] = fleet.hosts().get(cell / resources).allocationLimit(cell % resources);
            atFirst[cell] = allocated[cell % resources].sum(cell / resources);
        }
    }

    void add(int vm, int host) {
        for (int r = 0; r < resources; r++) {
            allocated[r].add(host, allocation[vm * resources + r]);
        }
    }

    void remove(int vm, int host) {
        for (int r = 0; r < resources; r++) {
            allocated[r].remove(host, allocation[vm * resources + r]);
        }
    }

    /** {@return whether the host may promise what the VM was promised on top of what it has promised already} */
    boolean mayPromise(int host, int vm) {
        for (int r = 0; r < resources; r++) {
            if (isAbove(with(host, r, vm), limit[host * resources + r])) {
                return false;
            }
        }
        return true;
    }

    /** {@return whether a VM that was on the host at first may come back: others may have taken its room meanwhile} */
    boolean mayTakeBack(int host, int vm) {
        for (int r = 0; r < resources; r++) {
            int cell = host * resources + r;
            if (isAbove(with(host, r, vm), Math.max(atFirst[cell], limit[cell]))) {
                return false;
            }
        }
        return true;
    }

    /** {@return by how much the host promises more than it may, as a share of its limit; zero if it does not} */
    double overcommit(int host) {
        double worst = 0;
        for (int r = 0; r < resources; r++) {
            worst = Math.max(worst, overcommit(host, r, allocated[r].sum(host)));
        }
        return worst;
    }

    /** {@return the same if the VM were added} */
    double overcommitWith(int host, int vm) {
        double worst = 0;
        for (int r = 0; r < resources; r++) {
            worst = Math.max(worst, overcommit(host, r, with(host, r, vm)));
        }
        return worst;
    }

    private double with(int host, int resource, int vm) {
        return allocated[resource].sum(host) + allocation[vm * resources + resource];
    }

    private double overcommit(int host, int resource, double promised) {
        double most = limit[host * resources + resource];
        return most > 0 && isAbove(promised, most) ? promised / most - 1 : 0;
    }

    private static boolean isAbove(double promised, double most) {
        return promised > most * (1 + ROUNDING);
    }
}
