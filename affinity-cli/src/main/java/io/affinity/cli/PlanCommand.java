package io.affinity.cli;

import io.affinity.cli.cluster.Cluster;
import io.affinity.cli.cluster.ClusterJson;
import io.affinity.cli.cluster.ClusterText;
import io.affinity.cli.cluster.ClusterView;
import io.affinity.core.Mode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
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
        optionListHeading = "%nOptions:%n")
final class PlanCommand implements Callable<Integer> {

    /** Seconds of an hour. */
    private static final int LONGEST_SAMPLE = 3_600;

    private final Console console;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Option(names = "--sample", paramLabel = "SECONDS", description = "Time over which rates are measured. Default: 3.")
    private int sample = 3;

    PlanCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Limits.require("sample time", sample, 1, LONGEST_SAMPLE);
        try (Cluster cluster = Cluster.of(config.read())) {
            cluster.warmUp(Duration.ofSeconds(sample));
            ClusterView view = cluster.view(cluster.looking(Mode.RECOMMEND).cycle());
            if (json) {
                ClusterJson.write(view, "plan", new PrintWriter(console.out(), true, StandardCharsets.UTF_8));
            } else {
                ClusterText.hosts(view).forEach(console.out()::println);
                console.out().println();
                if (view.report().decision() != null) {
                    ClusterText.notes(view).forEach(console.out()::println);
                }
                ClusterText.plan(view).forEach(console.out()::println);
            }
            return ExitCode.DONE;
        }
    }
}
