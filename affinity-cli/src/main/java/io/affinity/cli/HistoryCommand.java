// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.cluster.Cluster;
import io.affinity.cli.cluster.StandingAlarms;
import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.Quantity;
import io.affinity.cli.history.History;
import io.affinity.cli.history.HistoryFilter;
import io.affinity.cli.history.HistoryJson;
import io.affinity.cli.history.HistoryText;
import io.affinity.cli.history.Past;
import io.affinity.cli.input.Quoted;
import io.affinity.cli.input.Suggestion;
import io.affinity.core.outcome.DecisionKeeper;
import io.affinity.core.outcome.MigrationGain;
import io.affinity.core.storage.SnapshotFormatException;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code affinity history}: what was migrated, and whether it paid. */
@Command(
        name = "history",
        header = "Tells what was migrated, how it ended and what it gained. Changes nothing.",
        description = {
            "",
            "Reads the journal of the state folder, beside a loop or without one, and what the account of decisions"
                    + " remembered when it was saved last: each hour of cycles, and when a loop ends."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  affinity history --since 7d",
            "  affinity history --vm db-1 --host h3",
            "  affinity history --since 2026-11-01T00:00:00Z -o json | jq '.migrations[] | select(.result != \"done\")'"
        })
final class HistoryCommand implements Callable<Integer> {

    private static final int MOST = 1_000_000;

    private final Console console;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(
            names = "--vm",
            paramLabel = "NAME",
            description = "Only this VM, by name or id; may be given more than once.")
    private List<String> vms = new ArrayList<>();

    @Option(names = "--host", paramLabel = "NAME", description = "Only from or to this host.")
    private @Nullable String host;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only what began since: a time ago such as 7d, or an instant such as 2026-11-01T00:00:00Z.")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only what began before, in the same words.")
    private @Nullable String until;

    @Option(names = "--last", paramLabel = "N", description = "The last of them at most. Default: 20.")
    private int last = 20;

    @Mixin
    private OutputOption output = new OutputOption();

    HistoryCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Limits.require("number of migrations", last, 1, MOST);
        Instant now = Clock.systemUTC().instant();
        Instant begin = since == null ? Instant.MIN : time("--since", since, now);
        Instant end = until == null ? Instant.MAX : time("--until", until, now);
        try (Cluster cluster = Cluster.of(config.read())) {
            VmNames names = StandingAlarms.read(cluster.status()).names();
            Past past =
                    new Past(new HistoryFilter(meant(names), host == null ? null : new HostId(host), begin, end), last);
            cluster.readJournal(past::take);
            History history = past.history(gains(cluster));
            if (history.matching() == 0) {
                requireKnown(names, cluster.file());
            }
            output.print(
                    console,
                    out -> HistoryJson.write(history, names, out),
                    () -> HistoryText.of(history, names).forEach(console.out()::println));
            return ExitCode.DONE;
        }
    }

    /** Nothing is an answer only where the question is right. */
    private void requireKnown(VmNames names, ClusterFile file) {
        List<String> hosts =
                file.hosts().stream().map(section -> section.id().value()).toList();
        if (host != null && !hosts.isEmpty() && !hosts.contains(host)) {
            throw new WrongInputException("The host (" + Quoted.shortened(host)
                    + ") is none of the cluster file, and nothing was migrated from or to it"
                    + Suggestion.end(hosts, host));
        }
        for (String vm : vms) {
            if (names.meantBy(vm).isEmpty()) {
                throw new WrongInputException(
                        "The VM (" + Quoted.shortened(vm)
                                + ") is none that the last cycle saw, and it was not migrated; \"affinity status --all\" lists them.");
            }
        }
    }

    /** One that nobody knows is an id: that of a VM that is gone. */
    private Set<VmId> meant(VmNames names) {
        Set<VmId> meant = new TreeSet<>();
        for (String vm : vms) {
            Set<VmId> known = names.meantBy(vm);
            meant.addAll(known.isEmpty() ? Set.of(new VmId(vm)) : known);
        }
        return meant;
    }

    /** What was migrated is told all the same. */
    private List<MigrationGain> gains(Cluster cluster) {
        try {
            return DecisionKeeper.gains(cluster.learned());
        } catch (SnapshotFormatException | UncheckedIOException e) {
            console.err().println("affinity: what migrations gained is not known: " + e.getMessage());
            return List.of();
        }
    }

    private static Instant time(String option, String text, Instant now) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            Duration ago = ago(option, text);
            return now.minus(ago);
        }
    }

    private static Duration ago(String option, String text) {
        try {
            return Quantity.duration(text);
        } catch (IllegalArgumentException e) {
            throw new WrongInputException(
                    option + " (" + Quoted.shortened(text)
                            + ") must be a time ago such as 7d, or an instant such as 2026-11-01T00:00:00Z.",
                    e);
        }
    }
}
