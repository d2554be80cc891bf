package io.affinity.cli;

import io.affinity.cli.cluster.Cluster;
import io.affinity.cli.cluster.ClusterText;
import io.affinity.cli.cluster.ControllerJournal;
import io.affinity.cli.cluster.Evacuation;
import io.affinity.cli.cluster.LoopStatus;
import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.input.Quoted;
import io.affinity.cli.input.Suggestion;
import io.affinity.spi.model.HostId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
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
                    + " for a while, migrates, and ends when the host is empty (exit code 0) or cannot be emptied (1)."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        optionListHeading = "%nOptions:%n")
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

    @Option(names = "--undo", description = "Let the host take VMs again.")
    private boolean undo;

    @Option(
            names = "--look",
            paramLabel = "SECONDS",
            description = "How long demand is looked at before the first migration. Default: 24.")
    private int look = 24;

    @Option(names = "--timeout", paramLabel = "SECONDS", description = "Give up after. Default: 3600.")
    private int timeout = 3600;

    EvacuateCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws InterruptedException {
        ClusterFile file = config.read();
        HostId id = id();
        Limits.require("time to look", look, Evacuation.LOOKS, LONGEST);
        Limits.require("timeout", timeout, 1, LONGEST);
        try (Cluster cluster = Cluster.of(file)) {
            requireKnown(id, cluster.hosts());
            if (undo) {
                cluster.draining().remove(id);
                console.out().println(host + " may take VMs again.");
                return ExitCode.DONE;
            }
            cluster.requireMigrator();
            cluster.draining().add(id);
            Optional<ControllerJournal> free = cluster.openJournalIfFree();
            if (free.isEmpty()) {
                return leaveToTheLoop(cluster);
            }
            try (ControllerJournal journal = free.get()) {
                Evacuation evacuation = new Evacuation(
                        cluster,
                        journal.journal(),
                        Duration.ofSeconds(look),
                        (report, names) -> console.out().println(ClusterText.migrated(report, names)));
                String left = evacuation.empty(id, Duration.ofSeconds(timeout));
                console.out()
                        .println(
                                left.isEmpty()
                                        ? host + " is empty, and stays so until \"affinity evacuate --undo " + host
                                                + "\"."
                                        : host + " " + left);
                return left.isEmpty() ? ExitCode.DONE : ExitCode.RULES_WORSENED;
            }
        }
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
