package io.affinity.cli;

import io.affinity.cli.cluster.Cluster;
import io.affinity.cli.cluster.ClusterCheck;
import io.affinity.cli.cluster.SourceCheck;
import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.ConfigException;
import io.affinity.cli.input.Place;
import io.affinity.cli.input.Problem;
import io.affinity.cli.input.Problem.Severity;
import io.affinity.cli.output.Counted;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.plugin.PluginException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code affinity check}: what is wrong with the cluster file. */
@Command(
        name = "check",
        header = "Says all that is wrong with the cluster file, line by line. Changes nothing.",
        description = {
            "",
            "Asks the hosts once which VMs there are, and the addresses that the file names, unless --offline is"
                    + " given: then only files are read. A host that does not answer is a warning, and then VMs that"
                    + " nobody knows are warnings, too. Exit code 2 if anything else is wrong."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        optionListHeading = "%nOptions:%n")
final class CheckCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--offline", description = "Ask neither hosts nor addresses; read files only.")
    private boolean offline;

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        List<Problem> problems = new ArrayList<>();
        String summary = "";
        try {
            summary = check(config.read(), problems);
        } catch (ConfigException e) {
            problems.addAll(e.problems().isEmpty() ? List.of(whole(String.valueOf(e.getMessage()))) : e.problems());
        } catch (PluginException e) {
            problems.add(whole("plug-ins: " + e.getMessage()));
        }
        problems.sort(Comparator.comparing(Problem::place));
        problems.forEach(console.out()::println);
        boolean isFatal = problems.stream().anyMatch(problem -> problem.severity() == Severity.FATAL);
        if (!isFatal) {
            console.out()
                    .println(config.file() + ": "
                            + (problems.isEmpty() ? "all is well: " : "nothing is wrong for certain: ") + summary);
        }
        return isFatal ? ExitCode.WRONG_INPUT : ExitCode.DONE;
    }

    private static String notAsked(int addresses) {
        return switch (addresses) {
            case 0 -> "";
            case 1 -> ", nor was the address of events or activity";
            default -> ", nor were the " + addresses + " addresses of events and activity";
        };
    }

    private Problem whole(String text) {
        return Problem.fatal(new Place(config.file().toString(), 0), "", text);
    }

    private String check(ClusterFile file, List<Problem> problems) {
        try (Cluster cluster = Cluster.of(file)) {
            String hosts = cluster.size();
            problems.addAll(
                    offline
                            ? cluster.foresight().checkFiles()
                            : cluster.foresight().check());
            String policies = Counted.of(file.policies().size(), "policy");
            if (offline) {
                return hosts + ", " + policies + "; the hosts were not asked"
                        + notAsked(cluster.foresight().addresses()) + ".";
            }
            Fleet fleet = cluster.look();
            problems.addAll(ClusterCheck.of(
                    file, config.file().toString(), fleet, Runtime.getRuntime().maxMemory()));
            problems.addAll(SourceCheck.of(file, fleet, Clock.systemUTC()));
            return hosts + ", " + Counted.of(fleet.vms().size(), "VM") + ", " + policies + ".";
        } catch (TelemetryException e) {
            problems.add(Problem.warning(
                    new Place(config.file().toString(), 0), "hosts", "they cannot be asked: " + e.getMessage()));
            return Counted.of(file.hosts().size(), "host") + ".";
        }
    }
}
