package io.affinity.benchmarks.hostload;

import io.affinity.core.simulation.workload.Recording;
import io.affinity.core.simulation.workload.Traces;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of {@code bench hostload}. */
@Command(
        name = "bench hostload",
        sortOptions = false,
        description =
                "Packs the VMs of a trace at random onto hosts of 6 to 12 VMs, replays the trace through the production"
                        + " stages, and compares the host loads of the scenarios with what happened: bias, and the share of"
                        + " outcomes inside and above the interval. Beside it stands the same without dependence between VMs."
                        + " Two weeks, or half of what there is, are history. Figures do not depend on the machine.")
final class HostLoadOptions {

    @Option(names = "--trace", arity = "1..*", description = "Traces of VMs.")
    List<Path> traces = new ArrayList<>();

    @Option(names = "--resource", description = "Such as cpu or memory. Default: the first that the trace has.")
    @Nullable
    String resource;

    @Option(names = "--leads", split = ",", description = "Steps ahead. Default: 1,12.")
    List<Integer> leads = new ArrayList<>(List.of(1, 12));

    @Option(names = "--stride", description = "Steps from one origin to the next. Default: 12.")
    int stride = 12;

    @Option(names = "--scenarios", description = "How many, 6 to 128. Default: 32.")
    int scenarios = 32;

    @Option(names = "--vms", description = "all, first:N or every:K of a trace. Default: all.")
    String vms = "all";

    @Option(names = "--seed", description = "Of packing, scenarios and shuffles. Default: 1.")
    long seed = 1;

    @Option(names = "--json", description = "Also write the figures as JSON.")
    @Nullable
    Path json;

    ReplaySettings settings() {
        return new ReplaySettings(leads, stride, scenarios, seed);
    }

    /** {@return the demand in each trace} */
    List<VmDemand> demands() {
        if (traces.isEmpty()) {
            throw new IllegalArgumentException("The list of traces must not be empty: --trace FILE.");
        }
        List<VmDemand> demands = new ArrayList<>();
        for (Path trace : traces) {
            Recording recording = Traces.open(trace);
            int[] sample = VmSample.of(vms, recording.vms().size());
            demands.add(VmDemand.of(name(trace), recording, resource, sample));
        }
        return demands;
    }

    private static String name(Path trace) {
        String file = String.valueOf(trace.getFileName());
        int dot = file.indexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }
}
