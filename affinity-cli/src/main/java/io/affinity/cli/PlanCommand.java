// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import io.affinity.cli.cluster.Cluster;
import io.affinity.cli.cluster.ClusterJson;
import io.affinity.cli.cluster.ClusterText;
import io.affinity.cli.cluster.ClusterView;
import io.affinity.cli.cluster.FleetTable;
import io.affinity.cli.output.PriceText;
import io.affinity.core.Mode;
import io.affinity.core.advice.RulePrice;
import io.affinity.core.advice.RulePrices;
import io.affinity.core.balancing.Decision;
import io.affinity.spi.placement.SolveLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    /** For all rules together. */
    private static final double PRICE_SECONDS = 30;

    private static final double NANOS = 1e9;
    private static final long SEED = 1;

    private final Console console;

    @Mixin
    private ConfigOption config = new ConfigOption();

    @Mixin
    private OutputOption output = new OutputOption();

    @Option(names = "--sample", paramLabel = "SECONDS", description = "Time over which rates are measured. Default: 3.")
    private int sample = 3;

    @Option(
            names = "--prices",
            description = "Say what each rule costs: how many migrations fewer there would be without it.")
    private boolean prices;

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
            List<RulePrice> found = prices ? prices(view) : null;
            output.print(console, out -> ClusterJson.writePlan(view, found, out), () -> print(view, found));
            return ExitCode.DONE;
        }
    }

    /** Of the search behind the plan, if there was one. */
    private static List<RulePrice> prices(ClusterView view) {
        Decision decision = view.report().decision();
        Decision.Outlook outlook = decision == null ? null : decision.outlook();
        Decision.Search search = outlook == null ? null : outlook.search();
        long start = System.nanoTime();
        return search == null
                ? List.of()
                : RulePrices.find(
                        search.problem(),
                        SolveLimits.ofTime(SEED, () -> (System.nanoTime() - start) / NANOS / PRICE_SECONDS));
    }

    private void print(ClusterView view, @Nullable List<RulePrice> found) {
        FleetTable.hosts(view, all ? FleetTable.Length.ALL : FleetTable.Length.SHORT)
                .forEach(console.out()::println);
        console.out().println();
        if (view.report().decision() != null) {
            ClusterText.notes(view).forEach(console.out()::println);
        }
        ClusterText.plan(view).forEach(console.out()::println);
        if (found != null) {
            console.out().println();
            PriceText.of(found).forEach(console.out()::println);
        }
    }
}
