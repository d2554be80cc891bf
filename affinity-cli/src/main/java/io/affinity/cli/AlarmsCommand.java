package io.affinity.cli;

import io.affinity.cli.cluster.Cluster;
import io.affinity.cli.cluster.ControllerJournal;
import io.affinity.cli.cluster.StandingAlarms;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.VmNames;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
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
        optionListHeading = "%nOptions:%n")
final class AlarmsCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ConfigOption config = new ConfigOption();

    AlarmsCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (Cluster cluster = Cluster.of(config.read())) {
            List<String> alarms = alarms(cluster);
            alarms.forEach(console.out()::println);
            if (alarms.isEmpty()) {
                console.out().println("There are no alarms.");
            }
            return alarms.isEmpty() ? ExitCode.DONE : ExitCode.RULES_WORSENED;
        }
    }

    private static List<String> alarms(Cluster cluster) throws IOException {
        Optional<ControllerJournal> free = cluster.openJournalIfFree();
        if (free.isEmpty()) {
            return StandingAlarms.read(cluster.status()).sentences();
        }
        try (ControllerJournal journal = free.get()) {
            VmNames names = StandingAlarms.read(cluster.status()).names();
            return journal.journal().open().stream()
                    .map(open -> sentence(open, names))
                    .toList();
        }
    }

    private static String sentence(JournalEntry open, VmNames names) {
        Migration migration = open.migration();
        return "The migration of VM " + names.labelWithId(migration.vm()) + " from " + migration.source() + " to "
                + migration.target() + ", of " + open.at() + ", is open.";
    }
}
