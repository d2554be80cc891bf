// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.cluster.Changes;
import io.affinity.cli.cluster.Cluster;
import io.affinity.cli.cluster.ClusterJson;
import io.affinity.cli.cluster.ClusterText;
import io.affinity.cli.cluster.ClusterView;
import io.affinity.cli.cluster.ControllerJournal;
import io.affinity.cli.cluster.Loop;
import io.affinity.cli.cluster.StandingAlarms;
import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.output.AccuracyText;
import io.affinity.cli.output.NoteText;
import io.affinity.cli.output.OutcomeText;
import io.affinity.cli.output.OutputFile;
import io.affinity.cli.serve.Serving;
import io.affinity.core.CycleReport;
import io.affinity.core.Mode;
import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerListener;
import io.affinity.core.execution.Alarm;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.ledger.LedgerSummary;
import io.affinity.core.outcome.DecisionSummary;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code affinity run}: the control loop on real hosts. */
@Command(
        name = "run",
        header = "Runs the control loop on real hosts.",
        description = {
            "",
            "Prints a line for each change and each migration, and one each twelve cycles however little changes. Ends in"
                    + " good order on SIGINT and SIGTERM, with exit code 0: nothing more is started, and migrations under"
                    + " way are looked after until they have ended; a second signal ends it at once, and the next run"
                    + " finds out how they ended.",
            "",
            "Hosts that do not answer yet are waited for, however long. With -o json each cycle is one line; what else there"
                    + " is to say goes to the standard error."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  affinity run                                   as affinity.yaml says",
            "  affinity run --mode recommend --cycles 1       one look",
            "  affinity run --mode automatic --config /etc/affinity/affinity.yaml",
            "  affinity run -o json | jq -c '.hosts[] | {host, state}'"
        })
final class RunCommand implements Callable<Integer> {

    private static final Duration POLL = Duration.ofMillis(500);

    /** An hour of five-minute steps. */
    private static final int CYCLES_BETWEEN_SENTENCES = 12;

    private final Console console;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            completionCandidates = ModeNames.class,
            description = "observe, recommend or automatic. Default: what the file says.")
    private @Nullable String mode;

    @Option(names = "--cycles", paramLabel = "N", description = "End after so many cycles. Default: never.")
    private int cycles = Integer.MAX_VALUE;

    @Option(
            names = "--listen",
            paramLabel = "HOST:PORT",
            description = "Serve metrics, health, JSON and a page there, such as 127.0.0.1:9464. Default: what the file"
                    + " says, or nowhere.")
    private @Nullable String listen;

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--every-cycle", description = "Print a line for each cycle, be there anything new or not.")
    private boolean everyCycle;

    private final RebalancerListener migrations = new RebalancerListener() {
        @Override
        public void migrated(MigrationReport report) {
            people().println(ClusterText.migrated(report, names));
        }
    };

    private Changes changes = new Changes(false);
    private VmNames names = VmNames.of(List.of());
    private String told = "";
    private int done;

    RunCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        Limits.require("number of cycles", cycles, 1, Integer.MAX_VALUE);
        ClusterFile file = config.read();
        Mode chosen = mode == null ? file.mode() : ModeNames.mode(mode);
        changes = new Changes(chosen == Mode.AUTOMATIC);
        try (StopSignal signal = new StopSignal()) {
            int exitCode = run(file, chosen, () -> signal.isRaised() || done >= cycles);
            console.out().flush();
            signal.inOrder();
            return exitCode;
        }
    }

    private int run(ClusterFile file, Mode chosen, BooleanSupplier isOver) throws InterruptedException {
        try (Cluster cluster = Cluster.of(file);
                ControllerJournal journal = cluster.openJournal();
                Serving serving = Serving.begin(
                        file.listen(),
                        listen,
                        ModeNames.word(chosen),
                        file.loop().step())) {
            if (chosen == Mode.AUTOMATIC) {
                cluster.requireMigrator();
            }
            people().println("affinity: " + cluster.size() + ", mode " + ModeNames.word(chosen) + ", a cycle each "
                    + file.loop().step().toSeconds() + " s, state in " + file.folder());
            if (!serving.where().isEmpty()) {
                people().println("affinity: to be watched at " + serving.where());
            }
            names = lastNames(cluster);
            leave(cluster, out -> ClusterJson.write(Instant.now(), ModeNames.word(chosen), out));
            MigrationJournal written = serving.journal(journal.journal(), cluster::readJournal);
            Rebalancer rebalancer = cluster.acting(chosen, written, serving.parts(migrations));
            serving.watch(rebalancer);
            return loop(cluster, rebalancer, chosen, serving, isOver);
        }
    }

    private int loop(Cluster cluster, Rebalancer rebalancer, Mode chosen, Serving serving, BooleanSupplier isOver)
            throws InterruptedException {
        for (Migration migration : rebalancer.recover()) {
            people().println("A migration of " + names.label(migration.vm()) + " from " + migration.source() + " to "
                    + migration.target() + " was under way when the last run ended; its hosts were asked.");
        }
        cluster.beginToCount();
        Duration step = cluster.file().loop().step();
        new Loop(rebalancer, step, POLL, Clock.systemUTC(), report -> {
                    cluster.resolving().take(vm -> isResolved(vm, rebalancer));
                    show(cluster, report, chosen, serving);
                    cluster.measure(report, rebalancer.underWay());
                })
                .run(isOver);
        rebalancer.save().forEach(note -> people().println("NOTE: " + NoteText.of(note, names)));
        sentence(rebalancer.outcome());
        return rebalancer.alarms().isEmpty() ? ExitCode.DONE : ExitCode.RULES_WORSENED;
    }

    private static boolean isResolved(VmId vm, Rebalancer rebalancer) {
        rebalancer.resolve(vm);
        return rebalancer.alarms().stream()
                .noneMatch(alarm ->
                        alarm instanceof Alarm.OfVm one && one.migration().vm().equals(vm));
    }

    private void show(Cluster cluster, CycleReport report, Mode chosen, Serving serving) {
        done++;
        ClusterView view = cluster.view(report);
        serving.show(view);
        names = view.names();
        boolean isHour = done % CYCLES_BETWEEN_SENTENCES == 0;
        tell(view, ModeNames.word(chosen), isHour);
        if (isHour) {
            sentence(report.outcome());
            accuracy(report.accuracy());
        }
        console.out().flush();
        leave(cluster, out -> ClusterJson.write(view, ModeNames.word(chosen), out));
    }

    private void tell(ClusterView view, String mode, boolean isHour) {
        if (output.isTable()) {
            changes.of(view, everyCycle || isHour).forEach(console.out()::println);
            return;
        }
        try {
            output.printNext(console, out -> ClusterJson.writeLine(view, mode, out));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return where that is said which is of no use to programs} */
    private PrintStream people() {
        return console.tellingBeside(output).out();
    }

    private void sentence(@Nullable DecisionSummary outcome) {
        String sentence = outcome == null ? "" : OutcomeText.of(outcome);
        if (!sentence.isEmpty() && !sentence.equals(told)) {
            people().println(sentence);
        }
        told = sentence;
    }

    private void accuracy(@Nullable LedgerSummary accuracy) {
        String sentence = accuracy == null ? "" : AccuracyText.of(accuracy);
        if (!sentence.isEmpty()) {
            people().println(sentence);
        }
    }

    /** What the last run called VMs; until hosts are looked at, nobody knows better. */
    private static VmNames lastNames(Cluster cluster) {
        try {
            return StandingAlarms.read(cluster.status()).names();
        } catch (IOException | UncheckedIOException e) {
            return VmNames.of(List.of());
        }
    }

    /** Other commands read it. */
    private void leave(Cluster cluster, OutputFile.Content status) {
        try {
            OutputFile.at(cluster.status()).write(status);
        } catch (IOException e) {
            console.err().println("affinity: " + e.getMessage());
        }
    }
}
