// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.explain;

import io.affinity.cli.cluster.Cluster;
import io.affinity.cli.cluster.FileForesight;
import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.output.NoteText;
import io.affinity.cli.plugin.ChosenPlugins;
import io.affinity.cli.scenario.Scenario;
import io.affinity.cli.scenario.TraceScenario;
import io.affinity.core.CycleReport;
import io.affinity.core.Mode;
import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerBuilder;
import io.affinity.core.balancing.Decision;
import io.affinity.simulation.SimulatedCluster;
import io.affinity.simulation.workload.TraceFormatException;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmNames;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One VM and what is to be said of it.
 *
 * @param notes what else is to be known, in sentences
 */
public record ExplainedVm(VmExplanation explanation, List<String> notes) {

    private static final Duration LONGEST_HISTORY = Duration.ofDays(14);

    /** Of fewer, nothing can be kept. */
    private static final int FEWEST_STEPS = 12;

    /** More than a day of five-minute steps, and never fewer than the recording has. */
    private static final int SHORTEST_HISTORY = 24;

    public ExplainedVm {
        notes = List.copyOf(notes);
    }

    /**
     * {@return what is to be said of a VM of real hosts, of which one look is taken}
     *
     * @param vm its id, or its name if no other VM has it
     * @throws ExplainException if there is no such VM, or nothing is forecast
     */
    public static ExplainedVm of(Cluster cluster, String vm) {
        Rebalancer loop = cluster.explaining();
        CycleReport report = cluster.view(loop.cycle()).report();
        return of(report, loop, cluster.file().loop().step(), vm);
    }

    /**
     * {@return what is to be said of a VM at the end of a recording}
     *
     * @param file whose events and activity count as well, or null
     * @param plugins of which the forecaster and the events count
     * @throws ExplainException if there is no such VM, or the trace is too short or has no CPU
     * @throws io.affinity.simulation.workload.TraceFormatException if the trace is missing or wrong
     */
    public static ExplainedVm of(Path trace, @Nullable ClusterFile file, ChosenPlugins plugins, String vm) {
        Scenario scenario = scenario(trace);
        Fleet fleet = scenario.fleet();
        Explaining.meant(fleet, vm);
        Duration step = scenario.workload().step();
        int steps = scenario.workload().historySteps() + 1;
        if (steps < FEWEST_STEPS) {
            throw new ExplainException("The trace (" + trace.getFileName() + ") must have at least " + FEWEST_STEPS
                    + " steps; it has " + steps + ".");
        }
        SimulatedCluster cluster = new SimulatedCluster(fleet, scenario.workload(), scenario.settings());
        Duration history =
                step.multipliedBy(Math.max(SHORTEST_HISTORY, Math.min(steps, LONGEST_HISTORY.dividedBy(step))));
        RebalancerBuilder builder = plugins.applyTo(Rebalancer.builder())
                .telemetry(cluster.telemetry())
                .migrator(cluster.migrator())
                .clock(cluster.clock())
                .mode(Mode.OBSERVE)
                .step(step)
                .historyWindow(history)
                .refitEvery(history)
                .seasons(scenario.seasons().stream()
                        .filter(season -> season.compareTo(step.multipliedBy(2)) >= 0)
                        .toList())
                .settings(scenario.predictive().toBuilder()
                        .horizon(longer(scenario.predictive().horizon(), step))
                        .build())
                .withoutDecisionLedger();
        Instant end = cluster.clock().instant();
        try (FileForesight known = foresight(file, step, history, end)) {
            if (known != null) {
                known.vms().observe(fleet);
                known.applyTo(builder, plugins.events());
            }
            Rebalancer loop = plugins.forecaster().applyTo(builder).build();
            return of(loop.cycle(), loop, step, vm);
        }
    }

    private static Scenario scenario(Path trace) {
        try {
            return TraceScenario.atItsEnd(trace);
        } catch (TraceFormatException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new ExplainException(String.valueOf(e.getMessage()), e);
        }
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** As of the end of the recording. */
    private static @Nullable FileForesight foresight(
            @Nullable ClusterFile file, Duration step, Duration history, Instant end) {
        return file == null ? null : new FileForesight(file, step, history, Clock.fixed(end, ZoneOffset.UTC));
    }

    private static ExplainedVm of(CycleReport report, Rebalancer loop, Duration step, String vm) {
        Decision decision = report.decision();
        Decision.Outlook outlook = decision == null ? null : decision.outlook();
        VmNames names =
                VmNames.of(report.fleet() == null ? List.of() : report.fleet().vms());
        List<String> notes =
                report.notes().stream().map(note -> NoteText.of(note, names)).toList();
        if (outlook == null) {
            throw new ExplainException("Nothing is forecast. " + String.join(" ", notes));
        }
        Explaining explaining = new Explaining(outlook, loop.foresight(), step);
        return new ExplainedVm(explaining.of(Explaining.meant(outlook.forecast().fleet(), vm)), notes);
    }

    /** {@return all of it in lines for people} */
    public List<String> lines() {
        return ExplainText.of(this);
    }
}
