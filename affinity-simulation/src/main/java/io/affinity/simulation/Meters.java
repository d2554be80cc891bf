// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Priority;
import java.util.Map;
import java.util.TreeMap;

/** Counts what hosts consume and what VMs get. */
final class Meters {

    private final HostMeter[] ofHosts;
    private final VmMeter[] byVm;
    private final double[] contendedSecondsByVm;
    private final Map<Priority, VmMeter> byPriority = new TreeMap<>();

    Meters(Fleet initial, SimulationSettings settings) {
        boolean sleeps = settings.emptyHosts() == SimulationSettings.EmptyHosts.SLEEP;
        this.ofHosts = initial.hosts().stream()
                .map(host -> new HostMeter(settings.power().apply(host), sleeps))
                .toArray(HostMeter[]::new);
        this.byVm = initial.vms().stream()
                .map(vm -> byPriority.computeIfAbsent(vm.priority(), p -> new VmMeter()))
                .toArray(VmMeter[]::new);
        this.contendedSecondsByVm = new double[byVm.length];
    }

    HostMeter[] ofHosts() {
        return ofHosts;
    }

    VmMeter of(int vm) {
        return byVm[vm];
    }

    Map<Priority, VmMeter> byPriority() {
        return byPriority;
    }

    /** {@return how long each VM has stood on a host that was short} */
    double[] contendedSecondsByVm() {
        return contendedSecondsByVm;
    }

    void consume(World world, double seconds, double[] utilizationBefore, boolean[] wasDown) {
        for (int h = 0; h < ofHosts.length; h++) {
            if (!wasDown[h]) {
                ofHosts[h].consume(seconds, utilizationBefore[h], world.loads().cpuUtilization(h));
            }
        }
    }

    void serve(World world, double seconds) {
        Loads loads = world.loads();
        for (int h = 0; h < ofHosts.length; h++) {
            boolean isActive = loads.isActive(h) && !world.isDown(h);
            ofHosts[h].serve(seconds, isActive, loads.isViolated(h), loads.isContended(h));
        }
        for (int v = 0; v < byVm.length; v++) {
            if (world.hostIndexOf(v) >= 0) {
                serve(world, v, seconds);
            }
        }
    }

    private void serve(World world, int vm, double seconds) {
        Loads loads = world.loads();
        int host = world.hostIndexOf(vm);
        if (world.isDown(host)) {
            byVm[vm].goDown(seconds);
            return;
        }
        byVm[vm].demand(
                seconds, loads.wantedCpu(vm), loads.fairCpu(vm), loads.servedCpu(vm), world.relocationOf(vm) != null);
        if (loads.isContended(host)) {
            byVm[vm].contend(seconds);
            contendedSecondsByVm[vm] += seconds;
        }
    }
}
