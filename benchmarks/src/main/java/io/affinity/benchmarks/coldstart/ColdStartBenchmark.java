// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.coldstart;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.command.CommandOptions;
import io.affinity.benchmarks.traces.TraceFile;
import io.affinity.benchmarks.traces.VmChoice;
import io.affinity.simulation.workload.RecordedWorkload;
import io.affinity.simulation.workload.Recording;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine;

/**
 * What is a forecast of a VM worth of which less than an hour is known, by what it can borrow from others? Quantile losses, before
 * there is a model.
 *
 * <p>Ends with 0, or with 2 if an option is illegal. Figures do not depend on the machine.
 */
public final class ColdStartBenchmark implements Benchmark {

    /** Needs no settings. */
    public ColdStartBenchmark() {}

    @Override
    public int run(List<String> arguments, PrintStream out, PrintStream err) throws IOException {
        ColdStartOptions options = new ColdStartOptions();
        ColdStartLosses losses = new ColdStartLosses();
        try {
            if (!CommandOptions.parse(options, arguments, out)) {
                return 0;
            }
            options.check();
            RecordedWorkload workload = workload(options);
            List<Integer> starts = ColdStartReplay.starts(workload, options);
            ColdStartReplay replay = new ColdStartReplay(workload, options, losses);
            for (int i = 0; i < starts.size(); i++) {
                replay.run(starts.get(i), i);
            }
        } catch (CommandLine.ParameterException | IllegalArgumentException e) {
            err.println("bench cold-start: " + e.getMessage());
            return 2;
        }
        losses.lines(options.leads).forEach(out::println);
        out.println();
        out.println(
                "Quantile loss of all new VMs in percent of what they demanded together; in brackets the mean over VMs, in");
        out.println("percent of what each was promised.");
        return 0;
    }

    /** CPU alone; where nobody says what a VM was promised, it is its peak. VMs that never demanded anything are left out. */
    private static RecordedWorkload workload(ColdStartOptions options) {
        Recording whole = TraceFile.open(Objects.requireNonNull(options.trace));
        List<String> chosen = VmChoice.parse(options.vms).of(whole.vms());
        int cpu = whole.resources().indexOf(Resource.CPU);
        Recording some = whole.only(chosen.stream()
                .filter(vm -> whole.peak(whole.vms().indexOf(vm), cpu) > 0)
                .toList());
        ResourceVector none = ResourceVector.filled(
                ResourceSet.of(Resource.CPU), some.measure() == Recording.Measure.QUANTITY ? 0 : 1);
        List<Vm> vms = new ArrayList<>(some.asVms(none));
        return RecordedWorkload.inOrder(some, vms);
    }
}
