// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import io.affinity.benchmarks.chaos.world.Fault;
import io.affinity.benchmarks.chaos.world.Setting;
import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import io.affinity.core.Mode;
import io.affinity.spi.migration.MigrationLimits;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine;

/**
 * {@code bench soak}: a quarter of a year in which VMs come and go, things go wrong, and demand is so low that only hosts which are to be
 * emptied are cause to migrate. Tells whether heap and disk grow. Exit code 1 if anything did not hold that must.
 */
public final class SoakBenchmark implements Benchmark {

    private static final int VMS_PER_HOST = 7;
    private static final int RARITY = 20;
    private static final int MOMENTS_PER_HOUR = 180;
    private static final double REPLACED_EACH_HOUR = 0.05;

    /** What gives cause to migrate, or makes a life too short to grow old. */
    private static final Set<Fault> LEFT_OUT = EnumSet.of(
            Fault.RULES_CHANGE,
            Fault.DEATH,
            Fault.POWER_LOSS,
            Fault.SECOND_CONTROLLER,
            Fault.LOST_LOCK,
            Fault.LATE_APPROVAL,
            Fault.HOST_RENAMED,
            Fault.VM_RENAMED,
            Fault.DEMAND_DARK,
            Fault.CLOCK_YEAR);

    /** Needs no settings. */
    public SoakBenchmark() {}

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        Silence.begin();
        SoakOptions options = new SoakOptions();
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
        } catch (CommandLine.ParameterException e) {
            err.println("bench soak: " + e.getMessage());
            return 2;
        }
        Growth growth = new Growth(out);
        Episode.Result result = Episode.of(options.seed, course(options), what -> {}, growth::look);
        growth.print();
        out.println(result.starts() + " migrations, " + result.controllers() + " lives of the controller");
        result.violations().forEach(out::println);
        if (options.json != null) {
            ChaosJson.write(options.json, growth, result);
        }
        return result.violations().isEmpty() ? 0 : 1;
    }

    private static Course course(SoakOptions options) {
        // Half of what happens is a birth, the other half a death.
        int churn = (int) Math.max(1, MOMENTS_PER_HOUR / (2 * REPLACED_EACH_HOUR * options.vms));
        Setting setting = new Setting(
                options.seed,
                EnumSet.complementOf(EnumSet.copyOf(LEFT_OUT)),
                true,
                Math.max(3, options.vms / VMS_PER_HOST),
                options.vms,
                churn,
                RARITY);
        return new Course(
                setting,
                Mode.AUTOMATIC,
                Course.Decider.PREDICTIVE,
                MigrationLimits.DEFAULT,
                Duration.ofDays(options.days),
                Duration.ofDays(3),
                Duration.ZERO);
    }
}
