// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import io.affinity.forecast.Forecasters;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * Is the interval honest at the host? Compares the host loads of the library's joint scenarios with what happened: the ratio
 * of the means, and the shares of outcomes inside, above and below the interval, with the dependence between VMs that the
 * scenarios have and without; and their quantiles and the probability of a host that is short of its capacity beside those of
 * simpler rules.
 *
 * <p>Ends with 0, or with 2 if an option is illegal. Figures do not depend on the machine.
 */
public final class HostLoadBenchmark implements Benchmark {

    /** Needs no settings. */
    public HostLoadBenchmark() {}

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        HostLoadOptions options = new HostLoadOptions();
        List<HostLoadReplay> replays = new ArrayList<>();
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            ReplaySettings settings = options.settings();
            Packing packing = Packing.named(options.packing);
            for (ReplayedDemand demand : options.demands()) {
                List<int[]> hosts = packing.hosts(demand.vms().size(), settings.seed());
                replays.add(new HostLoadReplay(demand, hosts, settings, Forecasters.auto()));
            }
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            err.println("bench hostload: " + e.getMessage());
            return 2;
        }
        HostLoadText.header(options.scenarios, out);
        List<HostLoadResult> results = new ArrayList<>();
        for (HostLoadReplay replay : replays) {
            HostLoadResult result = replay.run();
            HostLoadText.print(result, out);
            results.add(result);
        }
        RuleText.print(results, out);
        if (options.json != null) {
            HostLoadJson.write(options.scenarios, results, options.json);
        }
        return 0;
    }
}
