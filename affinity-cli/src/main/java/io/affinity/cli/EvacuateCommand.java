// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.cluster.Cluster;
import io.affinity.cli.cluster.ClusterJson;
import io.affinity.cli.cluster.ClusterText;
import io.affinity.cli.cluster.ControllerJournal;
import io.affinity.cli.cluster.Evacuation;
import io.affinity.cli.cluster.LoopStatus;
import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.input.Quoted;
import io.affinity.cli.input.Suggestion;
import io.affinity.core.Mode;
import io.affinity.spi.model.HostId;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code affinity evacuate}: empties a host. */
@Command(
        name = "evacuate",
        header = "Migrates all VMs away from a host, under all rules, and keeps it empty until --undo.",
        description = {
            "",
            "Where a loop runs on the same state folder, it is told to do so. Otherwise this command looks at the demand"
                    + " for a while. In mode automatic it then migrates, and ends when the host is empty (exit code 0) or"
                    + " cannot be emptied (1). In the other modes it says what it would do, and ends with exit code 1, for"
                    + " the host is not empty. With --dry-run, exit code 0 says that it could be emptied."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  affinity evacuate h3 --dry-run",
            "  affinity evacuate h3 --mode automatic && ssh root@h3 reboot",
            "  affinity evacuate h3 --undo"
        })
final class EvacuateCommand implements Callable<Integer> {

    /** Seconds of a week. */
    private static final int LONGEST = 604_800;

    private static final int LONGEST_LIST = 1_000;

    private final Console console;

    @Parameters(paramLabel = "HOST", description = "Its name in the file.")
    @SuppressWarnings("NullAway.Init") // injected
    private String host;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--dry-run", description = "Say what would be migrated, and change nothing.")
    private boolean dryRun;

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            completionCandidates = ModeNames.class,
            description =
                    "automatic migrates; recommend and observe say what would be migrated. Default: what the file says.")
    private @Nullable String mode;

    @Option(names = "--undo", description = "Let the host take VMs again.")
    private boolean undo;

    @Option(
            names = "--look",
            paramLabel = "SECONDS",
            description = "How long demand is looked at before the first migration. Default: 24.")
    private int look = 24;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "Give up after. Default: 3600.")
    private int timeout = 3600;

    @Mixin
    private OutputOption output = new OutputOption();

    EvacuateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ClusterFile file = config.read();
        HostId id = id();
        Limits.require("time to look", look, Evacuation.LOOKS, LONGEST);
        Limits.require("timeout", timeout, 1, LONGEST);
        Mode chosen = mode == null ? file.mode() : ModeNames.mode(mode);
        try (Cluster cluster = Cluster.of(file)) {
            requireKnown(id, cluster.hosts());
            if (undo) {
                cluster.draining().remove(id);
                cluster.open(id);
                console.out().println(host + " may take VMs again.");
                return ExitCode.DONE;
            } else if (dryRun) {
                cluster.draining().suppose(id);
                return tell(id, cluster);
            } else if (chosen == Mode.AUTOMATIC) {
                cluster.requireMigrator();
            }
            cluster.draining().add(id);
            if (chosen == Mode.AUTOMATIC) {
                cluster.close(id);
            }
            if (chosen != Mode.AUTOMATIC && !cluster.isLoopRunning()) {
                return recommend(id, chosen, cluster);
            }
            Optional<ControllerJournal> free = cluster.openJournalIfFree();
            return free.isEmpty() ? leaveToTheLoop(cluster) : empty(id, cluster, free.get());
        }
    }

    private int empty(HostId id, Cluster cluster, ControllerJournal owned) throws InterruptedException {
        try (ControllerJournal journal = owned;
                EvacuationNews news = looking()) {
            String left = new Evacuation(cluster, Duration.ofSeconds(look), news)
                    .empty(id, journal.journal(), Duration.ofSeconds(timeout));
            console.out()
                    .println(
                            left.isEmpty()
                                    ? host + " is empty, and stays so until \"affinity evacuate --undo " + host + "\"."
                                    : host + " " + left);
            return left.isEmpty() ? ExitCode.DONE : ExitCode.RULES_WORSENED;
        }
    }

    /** What is printed while it takes its time, is news; where programs read, they are no part of the answer. */
    private EvacuationNews looking() {
        Console beside = console.tellingBeside(output);
        beside.out().println("Looking at the demand for " + look + " s.");
        return new EvacuationNews(beside.out(), beside.progress("looking", Evacuation.LOOKS));
    }

    private Evacuation.Outlook outlook(HostId id, Cluster cluster) throws InterruptedException {
        try (EvacuationNews news = looking()) {
            return new Evacuation(cluster, Duration.ofSeconds(look), news).plan(id, Duration.ofSeconds(timeout));
        }
    }

    /** {@return 0 if it would be emptied} */
    private int tell(HostId id, Cluster cluster) throws IOException, InterruptedException {
        Evacuation.Outlook outlook = outlook(id, cluster);
        output.print(
                console,
                out -> ClusterJson.writePlan(outlook.view(), out),
                () -> print(outlook, "Nothing was migrated or written down, as this was a dry run."));
        return outlook.left().isEmpty() && outlook.view().report().fleet() != null
                ? ExitCode.DONE
                : ExitCode.RULES_WORSENED;
    }

    /** {@return 0 only if the host is empty: what comes next may switch it off} */
    private int recommend(HostId id, Mode chosen, Cluster cluster) throws IOException, InterruptedException {
        Evacuation.Outlook outlook = outlook(id, cluster);
        String mode = ModeNames.word(chosen);
        output.print(
                console,
                out -> ClusterJson.writePlan(outlook.view(), out),
                () -> print(
                        outlook,
                        "Nothing was migrated, for the mode is " + mode + ": \"affinity evacuate --mode automatic "
                                + host
                                + "\" migrates. " + host + " is to be emptied, which \"affinity plan\" and \"affinity"
                                + " run\" know now, until --undo."));
        boolean isEmpty = outlook.left().isEmpty() && outlook.isNothingPlanned();
        return isEmpty ? ExitCode.DONE : ExitCode.RULES_WORSENED;
    }

    private void print(Evacuation.Outlook outlook, String end) {
        ClusterText.plan(outlook.view()).forEach(console.out()::println);
        if (!outlook.left().isEmpty()) {
            console.out().println(outlook.left() + " would stay on " + host + ". " + outlook.why());
        }
        console.out().println(end);
    }

    private HostId id() {
        if (host.isBlank()) {
            throw new WrongInputException("The name of the host must not be blank.");
        }
        return new HostId(host);
    }

    private static void requireKnown(HostId host, List<HostId> known) {
        if (!known.contains(host)) {
            List<String> names = known.stream().map(HostId::value).toList();
            throw new WrongInputException("The host (" + Quoted.shortened(host.value()) + ") must be one of "
                    + Quoted.shortened(names.toString(), LONGEST_LIST) + Suggestion.end(names, host.value()));
        }
    }

    private int leaveToTheLoop(Cluster cluster) {
        Optional<LoopStatus> loop = LoopStatus.read(cluster.status());
        if (loop.isPresent() && !loop.get().migrates()) {
            console.out()
                    .println("The loop that runs only says how " + host + " would be emptied, for its mode is "
                            + loop.get().mode() + ": run it with --mode automatic, or end it and ask again.");
            return ExitCode.RULES_WORSENED;
        }
        console.out().println("The loop that runs empties " + host + "; \"affinity status\" shows how far it is.");
        return ExitCode.DONE;
    }
}
