package io.affinity.cli;

import io.affinity.cli.cluster.Cluster;
import io.affinity.cli.cluster.ClusterJson;
import io.affinity.cli.cluster.ClusterText;
import io.affinity.cli.cluster.ClusterView;
import io.affinity.cli.cluster.FleetTable;
import io.affinity.core.Mode;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code affinity plan}: what would be done now, and why. */
@Command(
        name = "plan",
        header = "Says what would be migrated now, and why. Changes nothing.",
        description = {
            "",
            "Forecasts from the demand that earlier runs recorded in the state folder; without any, only the rules and"
                    + " the hosts to be emptied count."
        },
        sortOptions = false,
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        optionListHeading = "%nOptions:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  affinity plan --config affinity.yaml",
            "  affinity plan -o json | jq -r '.migrations[] | .name + \": \" + .target'"
        })
final class PlanCommand implements Callable<Integer> {

    /** Seconds of an hour. */
    private static final int LONGEST_SAMPLE = 3_600;

    private final Console console;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--sample", paramLabel = "SECONDS", description = "Time over which rates are measured. Default: 3.")
    private int sample = 3;

    @Option(names = "--all", description = "Show all hosts of a long fleet, and not the worst few.")
    private boolean all;

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Limits.require("sample time", sample, 1, LONGEST_SAMPLE);
        try (Cluster cluster = Cluster.of(config.read())) {
            cluster.warmUp(Duration.ofSeconds(sample));
            ClusterView view = cluster.view(cluster.looking(Mode.RECOMMEND).cycle());
            output.print(console, out -> ClusterJson.writePlan(view, out), () -> print(view));
            return ExitCode.DONE;
        }
    }

    private void print(ClusterView view) {
        FleetTable.hosts(view, all ? FleetTable.Length.ALL : FleetTable.Length.SHORT)
                .forEach(console.out()::println);
        console.out().println();
        if (view.report().decision() != null) {
            ClusterText.notes(view).forEach(console.out()::println);
        }
        ClusterText.plan(view).forEach(console.out()::println);
    }
}
