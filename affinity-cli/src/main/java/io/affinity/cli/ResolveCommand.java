package io.affinity.cli;

import io.affinity.cli.cluster.Cluster;
import io.affinity.cli.cluster.ControllerJournal;
import io.affinity.cli.cluster.Resolution;
import io.affinity.cli.cluster.StandingAlarms;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code affinity resolve}: a person has looked after a VM under alarm. */
@Command(
        name = "resolve",
        header = "Ends the alarms of a VM, once you have made sure that it is on one host only.",
        description = {
            "",
            "Where a loop runs on the same state folder, it is told so, and ends them with its next cycle. Otherwise the"
                    + " journal is closed at once."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        optionListHeading = "%nOptions:%n")
final class ResolveCommand implements Callable<Integer> {

    private final Console console;

    @Parameters(paramLabel = "VM", description = "Its name, as \"affinity alarms\" shows it.")
    @SuppressWarnings("NullAway.Init") // injected
    private String vm;

    @Mixin
    private ConfigOption config = new ConfigOption();

    ResolveCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        if (vm.isBlank()) {
            throw new WrongInputException("The VM (" + vm + ") must be a name, as \"affinity alarms\" shows it.");
        }
        VmId id = new VmId(vm);
        try (Cluster cluster = Cluster.of(config.read())) {
            Optional<ControllerJournal> free = cluster.openJournalIfFree();
            if (free.isEmpty()) {
                cluster.resolving().add(id);
                boolean isTold = StandingAlarms.areAbout(id, cluster.status());
                console.out()
                        .println(
                                isTold
                                        ? "The loop that runs ends the alarms of " + vm + " with its next cycle."
                                        : "The loop that runs told of no alarm about " + vm
                                                + " in its last cycle; it ends those that come up until its next one.");
                return ExitCode.DONE;
            }
            try (ControllerJournal journal = free.get()) {
                boolean isNone =
                        Resolution.of(id, journal.journal(), Instant.now()).isEmpty();
                console.out()
                        .println(isNone ? "Nothing is open of " + vm + "." : "What was open of " + vm + " is closed.");
                return ExitCode.DONE;
            }
        }
    }
}
