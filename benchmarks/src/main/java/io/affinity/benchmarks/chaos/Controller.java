// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import io.affinity.benchmarks.chaos.disk.Death;
import io.affinity.benchmarks.chaos.disk.VirtualProcess;
import io.affinity.benchmarks.chaos.world.Fault;
import io.affinity.benchmarks.chaos.world.Witness;
import io.affinity.benchmarks.chaos.world.World;
import io.affinity.cli.cluster.FileRules;
import io.affinity.cli.cluster.Loop;
import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.output.OutputFile;
import io.affinity.core.CycleReport;
import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerBuilder;
import io.affinity.core.WhileLearning;
import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.balancing.ThresholdBalancer;
import io.affinity.core.execution.Alarm;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.PreCopyModel;
import io.affinity.core.storage.DemandRecord;
import io.affinity.core.storage.FileJournal;
import io.affinity.core.storage.FileSnapshots;
import io.affinity.core.storage.JournalRetention;
import io.affinity.core.storage.RecordedDemand;
import io.affinity.forecast.Forecasters;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One life of a controller: as {@code affinity run} puts it together, on a virtual disk and in virtual time. */
final class Controller {

    private static final Duration POLL = Duration.ofSeconds(20);
    /** Small, so that segments end and go. */
    private static final JournalRetention RETENTION = new JournalRetention(4096, Duration.ofDays(2), 4096);

    private final World world;
    private final Course course;
    private final int number;
    private final VirtualProcess process;
    private final Runnable meanwhile;
    private @Nullable FileJournal journal;
    private @Nullable Rebalancer rebalancer;
    private @Nullable RecordedDemand recorded;
    private @Nullable CycleReport last;
    private @Nullable Pace pace;
    private int cycles;
    private boolean isDeposed;

    /** @param meanwhile what else happens on the machine whenever the controller waits */
    Controller(World world, Course course, int number, Runnable meanwhile) {
        this.world = world;
        this.course = course;
        this.number = number;
        this.process = world.disk().process(new DiskTroubles(world));
        this.meanwhile = meanwhile;
    }

    VirtualProcess process() {
        return process;
    }

    /** {@return what the last cycle said; null before the first} */
    @Nullable
    CycleReport last() {
        return last;
    }

    int cycles() {
        return cycles;
    }

    /**
     * Looks after what the one before left.
     *
     * @return whether it may begin; not if another one has the journal
     *
     * @throws java.io.UncheckedIOException if the disk is in trouble
     */
    boolean begin() throws IOException {
        Path folder = process.path(World.FOLDER.toString());
        Files.createDirectories(folder);
        Optional<FileJournal> own = FileJournal.openIfFree(folder.resolve("journal"), RETENTION);
        if (own.isEmpty()) {
            return false;
        }
        journal = own.get();
        RecordedDemand demand = RecordedDemand.recording(
                world.senses(), new DemandRecord(folder, course.kept(), World.STEP, world.time()));
        recorded = demand;
        rebalancer = decidedBy(Rebalancer.builder()
                        .telemetry(Telemetry.of(world.senses(), demand, rules()))
                        .migrator(world.migrator(process, number))
                        .journal(new WatchedJournal(
                                own.get(), () -> world.witness().claimed(number), world.witness()::journaled))
                        .snapshots(new FileSnapshots(folder.resolve("learned")))
                        .limits(course.limits())
                        .mode(course.mode())
                        .clock(world.time(), world.time()::nanos)
                        .step(World.STEP)
                        .pause(this::pause)
                        .historyWindow(course.kept())
                        .learn(course.learn(), WhileLearning.NOTHING)
                        .seasons(List.of()))
                .build();
        List<Migration> open = begun().recover();
        world.witness().recovered(open, begun().alarms());
        return true;
    }

    private RuleSource[] rules() {
        String file = world.clusterFile();
        return file.isEmpty()
                ? new RuleSource[] {world.senses()}
                : new RuleSource[] {world.senses(), new FileRules(ClusterFile.parse("cluster.yaml", file, World.FOLDER))
                };
    }

    private RebalancerBuilder decidedBy(RebalancerBuilder builder) {
        return switch (course.decider()) {
            case REACTIVE ->
                builder.balancer(new RememberingBalancer(
                        ThresholdBalancer.spreading(0.6, new MigrationPlanner(new PreCopyModel(), course.limits())),
                        world));
            case RESTLESS ->
                builder.balancer(new RememberingBalancer(
                        new RestlessBalancer(world.random().split()), world));
            case PREDICTIVE ->
                builder.forecaster(Forecasters.persistence())
                        .settings(predictive().build());
            case WANDERING ->
                builder.forecaster(Forecasters.persistence())
                        .solver(new WanderingSolver(world.random().split()))
                        .settings(predictive()
                                .scenarios(2)
                                .cooldown(World.STEP)
                                .weights(new ObjectiveWeights(4, 1000, 0, 1))
                                .build());
        };
    }

    private static PredictiveSettings.Builder predictive() {
        return PredictiveSettings.builder().scenarios(8).iterations(5).returnBan(Witness.RETURN_BAN);
    }

    private void pause(Duration duration) {
        world.pass(duration);
        meanwhile.run();
        if (pace != null) {
            pace.waited();
        }
        if (!process.isAlive()) {
            throw new Death("killed");
        }
    }

    /** Goes on until it is over, or it dies. */
    void run(BooleanSupplier isOver) throws InterruptedException {
        Rebalancer loop = begun();
        if (world.happens(Fault.LATE_APPROVAL, 3)) {
            approveLate(loop);
        }
        pace = new Pace(world, course);
        new Loop(loop, World.STEP, POLL, world.time(), world.time()::nanos, this::pause, this::cycled)
                .run(() -> isOver(isOver));
        loop.save();
    }

    private boolean isOver(BooleanSupplier isOver) {
        boolean is = isDeposed || isOver.getAsBoolean();
        if (is) {
            pace = null;
        }
        return is;
    }

    /** By hand, as an embedder would who waits for somebody to say yes. */
    private void approveLate(Rebalancer loop) throws InterruptedException {
        try {
            MigrationPlan plan = loop.plan();
            pause(Duration.ofMinutes(world.random().nextInt(1, 600)));
            loop.execute(plan);
        } catch (TelemetryException e) {
            // Nothing to plan with.
        }
        world.witness().alarmed(number, loop.alarms());
    }

    private Rebalancer begun() {
        if (rebalancer == null) {
            throw new IllegalStateException("It has not begun.");
        }
        return rebalancer;
    }

    private void cycled(CycleReport report) {
        last = report;
        cycles++;
        if (pace != null) {
            pace.cycled(report);
        }
        world.witness().decided(report.decision() != null && report.decision().outlook() != null);
        world.witness().alarmed(number, report.alarms());
        world.tell("cycle " + cycles + " of controller " + number + ": "
                + (report.decision() == null
                        ? "nothing"
                        : report.decision().plan().migrations().stream()
                                .map(PlannedMigration::migration)
                                .toList())
                + " " + report.notes() + " " + report.alarms());
        try {
            OutputFile.at(process.path(World.FOLDER + "/status.json")).write(out -> out.write(String.valueOf(cycles)));
        } catch (IOException e) {
            // The next cycle writes another one.
        }
        look(report);
    }

    /** Somebody looks after alarms, sooner or later. */
    private void look(CycleReport report) {
        Set<Alarm> standing = new LinkedHashSet<>(report.alarms());
        for (Alarm alarm : standing) {
            if (alarm instanceof Alarm.NewerOwner) {
                isDeposed = true;
            } else if (alarm instanceof Alarm.OfVm one
                    && (world.isCalm() || world.random().nextInt(20) == 0)) {
                world.tell("resolved " + one.migration());
                world.mend(one.migration().vm());
                world.witness().resolved(one.migration().vm());
                begun().resolve(one.migration().vm());
                world.witness().alarmed(number, begun().alarms());
            }
        }
    }

    /** {@return why demand is not recorded; empty if it is} */
    String problem() {
        return recorded == null ? "" : recorded.problem();
    }

    Rebalancer loop() {
        return begun();
    }

    /** Ends in good order. */
    void end() {
        if (journal != null && process.isAlive()) {
            journal.close();
        }
        process.kill();
    }
}
