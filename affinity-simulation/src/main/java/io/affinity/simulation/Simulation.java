// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.core.CycleReport;
import io.affinity.core.Mode;
import io.affinity.core.Note;
import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerBuilder;
import io.affinity.core.RebalancerListener;
import io.affinity.core.balancing.Decision;
import io.affinity.core.balancing.Overload;
import io.affinity.core.check.PlacementChecker;
import io.affinity.core.execution.Alarm;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.outcome.DecisionSummary;
import io.affinity.simulation.workload.Workload;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.placement.Recommendation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Runs the production control loop on a simulated cluster for the whole of a workload, in virtual time. Immutable; each
 * {@link #run} begins anew, so that policies can be compared on the same world.
 *
 * <p>The loop is wired to the cluster and set to {@link Mode#AUTOMATIC}; the caller adds a forecaster or balancer. Equal
 * inputs give equal results.
 *
 * <pre>{@code
 * SimulationResult result = Simulation.of(fleet, workload).run(loop -> loop.forecaster(new HoltWinters()));
 * assertThat(result.figures().pingPong()).isZero();
 * }</pre>
 */
public final class Simulation {

    /** A VM that comes back within this time plays ping-pong; longer than the horizon of any forecast it was moved on. */
    public static final Duration PING_PONG_WINDOW = Duration.ofHours(6);

    private final Fleet fleet;
    private final Workload workload;
    private final SimulationSettings settings;
    private final Consumer<Progress> progress;
    private final RebalancerListener listener;
    private final Consumer<Rebalancer> end;

    private Simulation(
            Fleet fleet,
            Workload workload,
            SimulationSettings settings,
            Consumer<Progress> progress,
            RebalancerListener listener,
            Consumer<Rebalancer> end) {
        this.fleet = fleet;
        this.workload = workload;
        this.settings = settings;
        this.progress = progress;
        this.listener = listener;
        this.end = end;
    }

    /** How many of all cycles are done. */
    public record Progress(int done, int all) {}

    /**
     * {@return a simulation with default settings}
     *
     * @param fleet the hosts, VMs, rules and first placement; its VMs are those of the workload, in the same order
     */
    public static Simulation of(Fleet fleet, Workload workload) {
        return new Simulation(
                fleet, workload, SimulationSettings.DEFAULT, done -> {}, new RebalancerListener() {}, loop -> {});
    }

    public Simulation withSettings(SimulationSettings newSettings) {
        return new Simulation(fleet, workload, newSettings, progress, listener, end);
    }

    /** {@return a copy that tells {@code newProgress} after each cycle how far it is} */
    public Simulation withProgress(Consumer<Progress> newProgress) {
        return new Simulation(fleet, workload, settings, newProgress, listener, end);
    }

    /** {@return a copy in which {@code newListener} hears what the control loop does} */
    public Simulation withListener(RebalancerListener newListener) {
        return new Simulation(fleet, workload, settings, progress, newListener, end);
    }

    /** {@return a copy that hands the control loop to {@code newEnd} when all steps are over, to be asked what it has learned} */
    public Simulation withEnd(Consumer<Rebalancer> newEnd) {
        return new Simulation(fleet, workload, settings, progress, listener, newEnd);
    }

    /**
     * Runs the workload from its first tick to its last step.
     *
     * @param wiring adds at least a forecaster or a balancer to the control loop
     */
    public SimulationResult run(UnaryOperator<RebalancerBuilder> wiring) {
        SimulatedCluster cluster = new SimulatedCluster(fleet, workload, settings);
        Recorder recorder = new Recorder(listener);
        Rebalancer rebalancer = wiring.apply(Rebalancer.builder()
                        .telemetry(cluster.telemetry())
                        .migrator(cluster.migrator())
                        .clock(cluster.clock())
                        .pause(cluster::pass)
                        .step(workload.step())
                        .mode(Mode.AUTOMATIC))
                .listener(recorder)
                .build();
        UtilizationHistory utilization =
                new UtilizationHistory(fleet.hosts().stream().map(Host::id).toList(), fleet.resources());
        int ticks = workload.steps() - settings.firstTick();
        int mostVms = 0;
        for (int i = 0; i < ticks; i++) {
            advance(cluster, rebalancer, tick(settings.firstTick() + i));
            if (i == 0) {
                cluster.world().startMetering();
            }
            utilization.add(cluster.clock().instant(), shares(cluster.world()));
            mostVms = Math.max(mostVms, mostVms(cluster.world()));
            if (i < ticks - 1) {
                rebalancer.cycle();
            }
            progress.accept(new Progress(i + 1, ticks));
        }
        @Nullable DecisionSummary outcome = settled(rebalancer);
        end.accept(rebalancer);
        return new SimulationResult(
                Accounting.figures(cluster.world(), recorder.migrations, PING_PONG_WINDOW, mostVms),
                recorder.migrations,
                utilization,
                Accounting.contentionMinutesByVm(cluster.world()),
                cluster.fleet(),
                worsened(cluster.fleet()),
                List.copyOf(recorder.alarms),
                List.copyOf(recorder.notes),
                outcome,
                recorder.cyclesWithOverload);
    }

    /** The last step has no cycle of its own. */
    private static @Nullable DecisionSummary settled(Rebalancer rebalancer) {
        try {
            rebalancer.settle();
        } catch (TelemetryException e) {
            // An outage until the end: the account ends before it.
        }
        return rebalancer.outcome();
    }

    private Instant tick(int step) {
        return workload.start().plus(workload.step().multipliedBy(step)).plus(settings.tickOffset());
    }

    /** Whenever something happens before the next tick, the control loop looks after its migrations. */
    private static void advance(SimulatedCluster cluster, Rebalancer rebalancer, Instant tick) {
        while (cluster.clock().instant().isBefore(tick)) {
            Instant next = tick;
            for (Instant candidate : new Instant[] {cluster.nextEvent(), rebalancer.nextStart()}) {
                next = candidate != null && candidate.isBefore(next) ? candidate : next;
            }
            cluster.advanceTo(next);
            rebalancer.advance();
        }
    }

    private float[] shares(World world) {
        int resources = fleet.resources().size();
        float[] shares = new float[fleet.hosts().size() * resources];
        boolean sleeps = settings.emptyHosts() == SimulationSettings.EmptyHosts.SLEEP;
        for (int h = 0; h < fleet.hosts().size(); h++) {
            boolean isOff = world.isDown(h) || (sleeps && world.loads().demandShare(h) == 0);
            for (int r = 0; r < resources; r++) {
                shares[h * resources + r] =
                        isOff ? Float.NaN : (float) world.loads().demandShare(h, r);
            }
        }
        return shares;
    }

    /** {@return how many VMs run on the host that runs most} */
    private int mostVms(World world) {
        int[] vms = new int[fleet.hosts().size()];
        for (int v = 0; v < fleet.vms().size(); v++) {
            int host = world.hostIndexOf(v);
            if (host >= 0) {
                vms[host]++;
            }
        }
        return Arrays.stream(vms).max().orElse(0);
    }

    private List<String> worsened(Fleet end) {
        Map<String, Double> before = new PlacementChecker(fleet).hardViolations(fleet.placement());
        Map<String, Double> after = new PlacementChecker(end).hardViolations(end.placement());
        return PlacementChecker.worsened(before, after);
    }

    /** Keeps what a result is made of, and passes everything on. */
    private static final class Recorder implements RebalancerListener {

        private static final double LIKELY = 0.5;

        private final RebalancerListener next;
        private final List<MigrationRecord> migrations = new ArrayList<>();
        private final Set<Alarm> alarms = new LinkedHashSet<>();
        private final Set<Note> notes = new LinkedHashSet<>();
        private final IdentityHashMap<Recommendation, Instant> decidedAt = new IdentityHashMap<>();
        private int cyclesWithOverload;

        Recorder(RebalancerListener next) {
            this.next = next;
        }

        @Override
        public void cycled(CycleReport report) {
            alarms.addAll(report.alarms());
            notes.addAll(report.notes());
            Decision decision = report.decision();
            Decision.Outlook outlook = decision == null ? null : decision.outlook();
            Overload overload = outlook == null ? null : outlook.overload();
            cyclesWithOverload += overload != null && overload.probability() > LIKELY ? 1 : 0;
            if (decision != null && report.fleet() != null) {
                Instant observedAt = report.fleet().observedAt();
                decision.plan().migrations().forEach(planned -> decidedAt.put(planned.recommendation(), observedAt));
            }
            next.cycled(report);
        }

        @Override
        public void migrated(MigrationReport report) {
            Instant decided = decidedAt.get(report.planned().recommendation());
            migrations.add(Accounting.record(report, decided == null ? report.startedAt() : decided));
            next.migrated(report);
        }
    }
}
