// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.outcome;

import io.affinity.simulation.Simulation;
import io.affinity.simulation.workload.Workload;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Forty VMs on eight hosts. Every four hours a quarter of the VMs, others each time, peak for two hours, all at once: who
 * knows it before does well, who reacts is late but not too late, and who does not see it does harm. Equal seeds give equal worlds.
 */
final class PeakWorld implements Workload {

    static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    static final int DAY = 288;

    private static final int VMS = 40;
    private static final int HOSTS = 8;
    private static final int EVERY = 48;
    private static final int PEAK = 24;
    private static final double QUIET = 1;
    private static final double BUSY = 6;
    private static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);

    private final int steps;
    private final boolean[][] peaks;
    private final List<Vm> vms;

    PeakWorld(int days, long seed) {
        this.steps = days * DAY;
        this.vms = IntStream.range(0, VMS)
                .mapToObj(v -> Vm.of(new VmId("vm-" + v), ResourceVector.of(RESOURCES, BUSY, 8e9)))
                .toList();
        SplittableRandom random = new SplittableRandom(seed);
        this.peaks = new boolean[steps / EVERY + 1][];
        for (int p = 0; p < peaks.length; p++) {
            peaks[p] = some(random);
        }
    }

    private static boolean[] some(SplittableRandom random) {
        boolean[] chosen = new boolean[VMS];
        for (int left = VMS / 4; left > 0; ) {
            int vm = random.nextInt(VMS);
            left -= chosen[vm] ? 0 : 1;
            chosen[vm] = true;
        }
        return chosen;
    }

    Simulation simulation() {
        return Simulation.of(fleet(), this);
    }

    Fleet fleet() {
        Fleet.Builder fleet = Fleet.builder(START);
        for (int h = 0; h < HOSTS; h++) {
            fleet.host(Host.of(new HostId("host-" + h), ResourceVector.of(RESOURCES, 16, 256e9)));
        }
        for (int v = 0; v < VMS; v++) {
            fleet.vm(vms.get(v), new HostId("host-" + v % HOSTS));
        }
        return fleet.build();
    }

    /** {@return the cores a VM wants on average, peaks included} */
    static double average() {
        return QUIET + (BUSY - QUIET) * PEAK / EVERY / 4;
    }

    @Override
    public Instant start() {
        return START;
    }

    @Override
    public Duration step() {
        return Duration.ofMinutes(5);
    }

    @Override
    public int steps() {
        return steps;
    }

    @Override
    public int historySteps() {
        return 0;
    }

    @Override
    public ResourceSet resources() {
        return RESOURCES;
    }

    @Override
    public List<Vm> vms() {
        return vms;
    }

    @Override
    public double demand(int vm, int resource, int step) {
        if (resource == 1) {
            return 1e9;
        }
        int peak = Math.max(0, step) / EVERY;
        boolean isPeak = Math.max(0, step) % EVERY >= EVERY - PEAK && peaks[peak][vm];
        return isPeak ? BUSY : QUIET;
    }
}
