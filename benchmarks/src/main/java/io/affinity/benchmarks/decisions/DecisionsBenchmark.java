// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.plugin.PluginException;
import io.affinity.spi.plugin.Plugins;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/**
 * Policies side by side in the same worlds, recorded and generated: contention, unserved demand, migrations, energy, CPU, and the value of
 * prediction.
 *
 * <p>All figures but CPU seconds are functions of the arguments. Ends with 2 if an option or a trace is wrong, else with 0.
 */
public final class DecisionsBenchmark implements Benchmark {

    private static final int ILLEGAL = 2;

    /** Needs no settings. */
    public DecisionsBenchmark() {}

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException, InterruptedException {
        DecisionsOptions options = new DecisionsOptions();
        List<DecisionPolicy> policies;
        List<DecisionWorld> worlds;
        Forecaster forecaster;
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            options.check();
            policies = options.chosenPolicies();
            forecaster = Plugins.discover(Forecaster.class, DecisionsBenchmark.class.getClassLoader())
                    .named(options.forecaster);
            worlds = options.worlds();
        } catch (CommandLine.ParameterException | IllegalArgumentException | PluginException e) {
            err.println("bench decisions: " + e.getMessage());
            return ILLEGAL;
        }
        List<ComparedWorld> compared = new ArrayList<>();
        for (DecisionWorld world : worlds) {
            ComparedWorld one = new ComparedWorld(world, PolicyRuns.of(world.scenario(), policies, forecaster));
            DecisionsText.print(one, options.seed, out);
            compared.add(one);
            if (options.json != null) {
                // Anew after each trace, so that a long run that is stopped leaves what it has.
                DecisionsJson.write(compared, options.seed, options.json);
            }
        }
        return 0;
    }
}
