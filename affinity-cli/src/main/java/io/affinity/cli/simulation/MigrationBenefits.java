// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.cli.scenario.Scenario;
import io.affinity.simulation.MigrationRecord;
import io.affinity.simulation.SimulationResult;
import io.affinity.simulation.SimulationSettings;
import io.affinity.simulation.workload.Workload;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What each migration was worth in hindsight: the VM minutes on short hosts that there would have been without it and were not, on its
 * two hosts, all other migrations as they were. Counted from its end until the VM went on, {@link #LONGEST} at most, at each cycle.
 * Several migrations that help together may each be worth all of what they save, or nothing.
 */
final class MigrationBenefits {

    /** For later, something else would have been done. */
    static final Duration LONGEST = Duration.ofHours(6);

    private static final double ROUNDING = 1e-9;

    private final Workload workload;
    private final Fleet fleet;
    private final List<Instant> times;
    private final boolean doIdleVmsLeave;
    private final int resources;
    private final int[] hostByVm;
    private final double[][] demand;
    private final double[][] need;
    private final int[] vmsOnHost;
    private final HeldDemand[][] series;

    private MigrationBenefits(Scenario scenario, SimulationResult result) {
        workload = scenario.workload();
        fleet = scenario.fleet();
        times = result.utilization().times();
        doIdleVmsLeave = scenario.settings().idleVms() == SimulationSettings.IdleVms.LEAVE;
        resources = workload.resources().size();
        hostByVm = fleet.hostIndexByVm();
        demand = new double[hostByVm.length][resources];
        need = new double[fleet.hosts().size()][resources];
        vmsOnHost = new int[need.length];
        series = new HeldDemand[hostByVm.length][resources];
        for (int v = 0; v < series.length; v++) {
            for (int r = 0; r < resources; r++) {
                series[v][r] = new HeldDemand(workload, v, r);
            }
        }
    }

    /** A migration that is looked at, from its arrival on. */
    private static final class Arrival {
        final int record;
        final int vm;
        final int source;
        final int target;
        final Instant at;
        Instant until;
        double saved;

        Arrival(int record, int vm, int source, int target, Instant at) {
            this.record = record;
            this.vm = vm;
            this.source = source;
            this.target = target;
            this.at = at;
            this.until = at.plus(LONGEST);
        }
    }

    /** {@return the minutes for each migration of the result, in its order; NaN where the VM did not arrive} */
    static double[] of(Scenario scenario, SimulationResult result) {
        double[] saved = new double[result.migrations().size()];
        Arrays.fill(saved, Double.NaN);
        for (Arrival arrival : new MigrationBenefits(scenario, result).follow(result.migrations())) {
            saved[arrival.record] = arrival.saved;
        }
        return saved;
    }

    private List<Arrival> follow(List<MigrationRecord> records) {
        List<Arrival> arrivals = arrivals(records);
        List<Arrival> open = new ArrayList<>();
        int next = 0;
        for (int t = 0; t < times.size(); t++) {
            Instant now = times.get(t);
            for (; next < arrivals.size() && !arrivals.get(next).at.isAfter(now); next++) {
                Arrival arrival = arrivals.get(next);
                hostByVm[arrival.vm] = arrival.target;
                // The VM goes on, so that the migration before has no say any more.
                open.removeIf(earlier -> earlier.vm == arrival.vm);
                open.add(arrival);
            }
            open.removeIf(arrival -> !now.isBefore(arrival.until));
            load((int) Duration.between(workload.start(), now).dividedBy(workload.step()));
            double minutes =
                    (t + 1 < times.size() ? Duration.between(now, times.get(t + 1)) : workload.step()).toMillis()
                            / 60e3;
            open.forEach(arrival -> arrival.saved += minutes * (without(arrival) - with(arrival)));
        }
        return arrivals;
    }

    private List<Arrival> arrivals(List<MigrationRecord> records) {
        List<Arrival> arrivals = new ArrayList<>();
        for (int i = 0; i < records.size(); i++) {
            MigrationRecord record = records.get(i);
            if (record.outcome() instanceof MigrationOutcome.Completed) {
                arrivals.add(new Arrival(
                        i,
                        fleet.indexOf(record.migration().vm()),
                        fleet.indexOf(record.migration().source()),
                        fleet.indexOf(record.migration().target()),
                        record.start().plus(record.elapsed())));
            }
        }
        arrivals.sort(Comparator.comparing(arrival -> arrival.at));
        return arrivals;
    }

    private void load(int step) {
        int within = Math.min(step, workload.steps() - 1);
        int cpu = workload.resources().contains(Resource.CPU)
                ? workload.resources().indexOf(Resource.CPU)
                : 0;
        for (double[] sums : need) {
            Arrays.fill(sums, 0);
        }
        Arrays.fill(vmsOnHost, 0);
        for (int v = 0; v < demand.length; v++) {
            for (int r = 0; r < resources; r++) {
                demand[v][r] = series[v][r].at(within);
            }
            if (doIdleVmsLeave && demand[v][cpu] == 0) {
                hostByVm[v] = -1;
            }
            if (hostByVm[v] >= 0) {
                vmsOnHost[hostByVm[v]]++;
                for (int r = 0; r < resources; r++) {
                    need[hostByVm[v]][r] += demand[v][r];
                }
            }
        }
    }

    /** {@return VMs that stand on the two hosts while they are short} */
    private double with(Arrival arrival) {
        return hostByVm[arrival.vm] < 0 ? 0 : standing(arrival.source, null, 0) + standing(arrival.target, null, 0);
    }

    private double without(Arrival arrival) {
        return hostByVm[arrival.vm] < 0
                ? 0
                : standing(arrival.source, demand[arrival.vm], 1) + standing(arrival.target, demand[arrival.vm], -1);
    }

    private double standing(int host, double @Nullable [] more, int sign) {
        for (int r = 0; r < resources; r++) {
            double asked = need[host][r] + (more == null ? 0 : sign * more[r]);
            if (asked > fleet.hosts().get(host).capacity().value(r) * (1 + ROUNDING)) {
                return vmsOnHost[host] + sign;
            }
        }
        return 0;
    }
}
