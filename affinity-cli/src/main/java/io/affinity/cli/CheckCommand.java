// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.check.CheckJson;
import io.affinity.cli.check.CheckRows;
import io.affinity.cli.check.MigrationCheck;
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
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code affinity check}: what is wrong with the cluster file. */
@Command(
        name = "check",
        header = "Checks the cluster file, the hosts, rules and rights before anything is done. Changes nothing.",
        description = {
            "",
            "One table of what was checked, then all that is wrong or may be, line by line. Asks the hosts once which VMs"
                    + " there are, and the addresses that the file names, unless --offline is given: then only files are"
                    + " read. A host that does not answer is a warning, and then VMs that nobody knows are warnings, too."
                    + " Exit code 2 if anything else is wrong."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  affinity check",
            "  affinity check --offline --config new.yaml",
            "  affinity check -o json | jq '.problems'"
        })
final class CheckCommand implements Callable<Integer> {

    private final Console console;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--offline", description = "Ask neither hosts nor addresses; read files only.")
    private boolean offline;

    @Mixin
    private OutputOption output = new OutputOption();

    private String summary = "";

    CheckCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        List<Problem> problems = new ArrayList<>();
        CheckRows rows = rows(problems);
        problems.sort(Comparator.comparing(Problem::place));
        output.print(
                console,
                out -> CheckJson.write(config.file().toString(), rows.rows(), problems, out),
                () -> print(rows, problems));
        return isFatal(problems) ? ExitCode.WRONG_INPUT : ExitCode.DONE;
    }

    private CheckRows rows(List<Problem> problems) {
        try {
            return check(config.read(), problems);
        } catch (ConfigException e) {
            problems.addAll(e.problems().isEmpty() ? List.of(whole(String.valueOf(e.getMessage()))) : e.problems());
        } catch (PluginException e) {
            problems.add(whole("plug-ins: " + e.getMessage()));
        }
        CheckRows rows = new CheckRows(problems);
        rows.whole(config.file().toString());
        return rows;
    }

    private Problem whole(String text) {
        return Problem.fatal(new Place(config.file().toString(), 0), "", text);
    }

    private CheckRows check(ClusterFile file, List<Problem> problems) {
        try (Cluster cluster = Cluster.of(file)) {
            problems.addAll(
                    offline
                            ? cluster.foresight().checkFiles()
                            : cluster.foresight().check());
            List<Problem> ofMigration = MigrationCheck.of(file);
            problems.addAll(ofMigration);
            Fleet fleet = offline ? null : look(cluster, problems);
            summary = cluster.size()
                    + (fleet == null ? "" : ", " + Counted.of(fleet.vms().size(), "VM")) + ", "
                    + Counted.of(file.policies().size(), "policy")
                    + (offline
                            ? "; the hosts were not asked"
                                    + notAsked(cluster.foresight().addresses())
                            : "");
            CheckRows rows = new CheckRows(problems);
            rows.file(config.file().toString(), cluster.size());
            rows.cluster(cluster);
            if (offline) {
                rows.notAsked(file, ofMigration);
            } else {
                rows.hosts(cluster, fleet, ofMigration);
            }
            return rows;
        }
    }

    private @Nullable Fleet look(Cluster cluster, List<Problem> problems) {
        Place whole = new Place(config.file().toString(), 0);
        try {
            ClusterFile file = cluster.file();
            Fleet fleet = cluster.look();
            problems.addAll(ClusterCheck.of(
                    file, whole.file(), fleet, Runtime.getRuntime().maxMemory()));
            problems.addAll(SourceCheck.of(file, fleet, Clock.systemUTC()));
            return fleet;
        } catch (TelemetryException e) {
            problems.add(Problem.warning(whole, "hosts", "they cannot be asked: " + e.getMessage()));
            return null;
        }
    }

    private static String notAsked(int addresses) {
        return switch (addresses) {
            case 0 -> "";
            case 1 -> ", nor was the address of events or activity";
            default -> ", nor were the " + addresses + " addresses of events and activity";
        };
    }

    private void print(CheckRows rows, List<Problem> problems) {
        rows.lines().forEach(console.out()::println);
        console.out().println();
        problems.forEach(console.out()::println);
        if (!isFatal(problems)) {
            console.out()
                    .println(config.file() + ": "
                            + (problems.isEmpty() ? "all is well: " : "nothing is wrong for certain: ") + summary
                            + ".");
        }
    }

    private static boolean isFatal(List<Problem> problems) {
        return problems.stream().anyMatch(problem -> problem.severity() == Severity.FATAL);
    }
}
