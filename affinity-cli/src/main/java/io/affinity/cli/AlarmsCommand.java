// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.cluster.AlarmsJson;
import io.affinity.cli.cluster.Cluster;
import io.affinity.cli.cluster.StandingAlarms;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.model.VmNames;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code affinity alarms}: which VMs a person has to look after. */
@Command(
        name = "alarms",
        header = "Lists the alarms that stand; exit code 1 if there are any.",
        description = {
            "",
            "Where a loop runs on the same state folder, they are those of its last cycle. Otherwise they are the"
                    + " migrations that are open in the journal: the next run asks their hosts first."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  affinity alarms || mail -s alarms ops@example.org"})
final class AlarmsCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private OutputOption output = new OutputOption();

    AlarmsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (Cluster cluster = Cluster.of(config.read())) {
            StandingAlarms last = StandingAlarms.read(cluster.status());
            return cluster.isLoopRunning() ? ofLoop(cluster, last) : open(cluster.open(), last.names());
        }
    }

    private int ofLoop(Cluster cluster, StandingAlarms last) throws IOException {
        output.print(console, out -> AlarmsJson.writeOfLoop(cluster.status(), out), () -> print(last.sentences()));
        return exitCode(last.sentences());
    }

    private int open(List<JournalEntry> open, VmNames names) throws IOException {
        output.print(
                console,
                out -> AlarmsJson.writeOpen(open, names, out),
                () -> print(open.stream()
                        .map(entry -> AlarmsJson.sentence(entry, names))
                        .toList()));
        return exitCode(open);
    }

    private void print(List<String> sentences) {
        sentences.forEach(console.out()::println);
        if (sentences.isEmpty()) {
            console.out().println("There are no alarms.");
        }
    }

    private static int exitCode(List<?> alarms) {
        return alarms.isEmpty() ? ExitCode.DONE : ExitCode.RULES_WORSENED;
    }
}
