// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.cluster.Cluster;
import io.affinity.cli.cluster.ControllerJournal;
import io.affinity.cli.cluster.Resolution;
import io.affinity.cli.cluster.StandingAlarms;
import io.affinity.cli.input.Quoted;
import io.affinity.cli.input.Suggestion;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
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
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {"  affinity alarms", "  affinity resolve db-1"})
final class ResolveCommand implements Callable<Integer> {

    private static final int LONGEST_LIST = 1_000;

    private final Console console;

    @Parameters(
            paramLabel = "VM",
            description = "Its id, as \"affinity alarms\" shows it, or its name if no other VM has it.")
    @SuppressWarnings("NullAway.Init") // injected
    private String vm;

    @Mixin
    private ConfigOption config = new ConfigOption();

    ResolveCommand(Console console) {
        this.console = console;
    }

    /** One that nobody knows is an id: that of a VM that is gone, and whose name is forgotten. */
    private VmId meant(VmNames names) {
        Set<VmId> meant = names.meantBy(vm);
        if (meant.size() > 1) {
            throw new WrongInputException("The name (" + vm + ") must be that of one VM, or an id: it fits "
                    + meant.stream().map(VmId::value).collect(Collectors.joining(", ")) + ".");
        }
        return meant.isEmpty() ? new VmId(vm) : meant.iterator().next();
    }

    @Override
    public Integer call() throws IOException {
        if (vm.isBlank()) {
            throw new WrongInputException("The VM (" + vm + ") must not be blank.");
        }
        try (Cluster cluster = Cluster.of(config.read())) {
            if (!cluster.hasState()) {
                console.out().println("Nothing is open of " + vm + ".");
                return ExitCode.DONE;
            }
            Optional<ControllerJournal> free = cluster.openJournalIfFree();
            StandingAlarms last = StandingAlarms.read(cluster.status());
            VmNames names = last.names();
            VmId id = meant(names);
            if (free.isEmpty()) {
                requireNamed(id, names, last.vms());
                cluster.resolving().add(id);
                console.out()
                        .println(
                                last.vms().contains(id)
                                        ? "The loop that runs ends the alarms of " + names.labelWithId(id)
                                                + " with its next cycle."
                                        : "The loop that runs told of no alarm about " + names.labelWithId(id)
                                                + " in its last cycle; it ends those that come up until its next one.");
                return ExitCode.DONE;
            }
            try (ControllerJournal journal = free.get()) {
                requireNamed(
                        id,
                        names,
                        journal.journal().open().stream()
                                .map(open -> open.migration().vm())
                                .collect(Collectors.toSet()));
                boolean isNone =
                        Resolution.of(id, journal.journal(), Instant.now()).isEmpty();
                console.out()
                        .println(
                                isNone
                                        ? "Nothing is open of " + names.labelWithId(id) + "."
                                        : "What was open of " + names.labelWithId(id) + " is closed.");
                return ExitCode.DONE;
            }
        }
    }

    /** Where nothing is wrong, nothing is missed. */
    private void requireNamed(VmId id, VmNames names, Set<VmId> known) {
        if (!known.isEmpty() && !known.contains(id)) {
            List<String> labels = known.stream().map(names::label).sorted().toList();
            throw new WrongInputException(
                    "The VM (" + Quoted.shortened(vm) + ") must be one that an alarm is about, of "
                            + Quoted.shortened(labels.toString(), LONGEST_LIST) + Suggestion.end(labels, vm));
        }
    }
}
