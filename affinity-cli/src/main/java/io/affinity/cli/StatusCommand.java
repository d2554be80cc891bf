// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.cluster.Cluster;
import io.affinity.cli.cluster.ClusterJson;
import io.affinity.cli.cluster.ClusterText;
import io.affinity.cli.cluster.ClusterView;
import io.affinity.cli.cluster.FleetTable;
import io.affinity.cli.cluster.LoopState;
import io.affinity.cli.cluster.LoopStatus;
import io.affinity.cli.config.ClusterFile;
import io.affinity.core.Mode;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmNames;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code affinity status}: how the hosts stand, and whether a loop looks after them. */
@Command(
        name = "status",
        header = "Shows hosts and VMs as they are now, what is under way, and whether a loop looks after them.",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  affinity status", "  affinity status --all", "  affinity status -o json | jq .loop.running"})
final class StatusCommand implements Callable<Integer> {

    private static final Duration SAMPLE = Duration.ofSeconds(1);

    private final Console console;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--all", description = "Show all hosts and VMs of a long fleet, and not the worst few.")
    private boolean all;

    StatusCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        ClusterFile file = config.read();
        try (Cluster cluster = Cluster.of(file)) {
            cluster.warmUp(SAMPLE);
            ClusterView view = cluster.view(cluster.looking(Mode.OBSERVE).cycle());
            Set<HostId> draining = cluster.draining().hosts();
            output.print(
                    console,
                    out -> ClusterJson.writeStatus(view, cluster.loop(), draining, out),
                    () -> print(view, cluster, file, draining));
            return ExitCode.DONE;
        }
    }

    private void print(ClusterView view, Cluster cluster, ClusterFile file, Set<HostId> draining) {
        FleetTable.Length length = all ? FleetTable.Length.ALL : FleetTable.Length.SHORT;
        FleetTable.hosts(view, length).forEach(this::line);
        line("");
        FleetTable.vms(view, length).forEach(this::line);
        ClusterText.notes(view).forEach(this::line);
        line("");
        LoopState loop = cluster.loop();
        line(loop.sentence(Instant.now(), file.loop().step(), cluster.status().toString()));
        for (JournalEntry entry : loop.underWay()) {
            line(underWay(entry, loop.isRunning(), view.names()));
        }
        LoopStatus last = loop.last();
        if (last != null) {
            Stream.of(last.outcome(), last.accuracySentence())
                    .filter(sentence -> !sentence.isEmpty())
                    .forEach(this::line);
        }
        draining.forEach(host -> line("To be emptied: " + host));
    }

    private void line(String line) {
        console.out().println(line);
    }

    private static String underWay(JournalEntry entry, boolean isLoopRunning, VmNames names) {
        String ends = names.label(entry.migration().vm()) + " from "
                + entry.migration().source() + " to " + entry.migration().target();
        return isLoopRunning
                ? "Under way: " + ends + ", since " + entry.at() + "."
                : "Left open: " + ends + ", since " + entry.at() + "; the next run asks its hosts.";
    }
}
