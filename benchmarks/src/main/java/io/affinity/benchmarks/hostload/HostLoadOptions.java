// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import io.affinity.benchmarks.traces.TraceFile;
import io.affinity.benchmarks.traces.VmChoice;
import io.affinity.simulation.workload.Recording;
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
        description = "Packs the VMs of a trace at random onto hosts of 6 to 12 VMs, replays the trace through the"
                + " production stages, and compares the host loads of the scenarios with what happened: bias, and"
                + " the share of outcomes inside and above the interval. Beside it stands the same without"
                + " dependence between VMs. A second table puts the scenarios beside persistence, the day before"
                + " and independent normals. Two weeks, or half of what there is, are history. Figures do not"
                + " depend on the machine.")
final class HostLoadOptions {

    @Option(
            names = "--trace",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Traces that affinity simulate knows, or NAME-cpu_pct.csv with its sibling columns.")
    List<Path> traces = new ArrayList<>();

    @Option(
            names = "--generated",
            paramLabel = "KIND",
            description = "on-off: groups of VMs that are switched on and off as one.")
    @Nullable
    String generated;

    @Option(names = "--resource", description = "Such as cpu or memory. Default: the first that the trace has.")
    @Nullable
    String resource;

    @Option(names = "--leads", split = ",", description = "Steps ahead. Default: 1,12.")
    List<Integer> leads = new ArrayList<>(List.of(1, 12));

    @Option(
            names = "--stride",
            description = "Steps from one origin to the next. Default: 13, so that in steps of five minutes origins go"
                    + " through all minutes of the hour: many jobs run once an hour.")
    int stride = 13;

    @Option(
            names = "--packing",
            description =
                    "random: any 6 to 12 VMs share a host; neighbors: nine that follow each other in the trace, as those"
                            + " of one owner often do. Default: random.")
    String packing = "random";

    @Option(
            names = "--scenarios",
            description = "How many, 6 to 128; fewer than 39 have no interval of 95 %%. Default: 32.")
    int scenarios = 32;

    @Option(names = "--vms", paramLabel = "WHICH", description = "first:N, every:N or all of a trace. Default: all.")
    String vms = "all";

    @Option(
            names = "--steps",
            description =
                    "Only so many first steps of a trace, of which half, or two weeks, are history. Default: all.")
    int steps = Integer.MAX_VALUE;

    @Option(
            names = "--learning",
            description = "In how many steps before the first origin forecasts are made and scenarios learn, at most."
                    + " Default: all.")
    int learning = Integer.MAX_VALUE;

    @Option(names = "--seed", description = "Of packing, scenarios and shuffles. Default: 1.")
    long seed = 1;

    @Option(names = "--json", description = "Also write the figures as JSON.")
    @Nullable
    Path json;

    ReplaySettings settings() {
        return new ReplaySettings(leads, stride, scenarios, learning, seed);
    }

    /** {@return the demand in each trace, then what is generated} */
    List<ReplayedDemand> demands() {
        if (traces.isEmpty() && generated == null) {
            throw new IllegalArgumentException("At least one --trace must be given, or --generated on-off.");
        }
        if (steps < 1) {
            throw new IllegalArgumentException("The number of steps (" + steps + ") must be at least 1.");
        }
        List<ReplayedDemand> demands = new ArrayList<>();
        for (Path trace : traces) {
            Recording recording = TraceFile.open(trace);
            List<String> chosen = VmChoice.parse(vms).of(recording.vms());
            demands.add(ReplayedDemand.of(name(trace), recording.only(chosen), resource)
                    .first(steps));
        }
        if (generated != null) {
            demands.add(generated(generated).first(steps));
        }
        return demands;
    }

    private ReplayedDemand generated(String kind) {
        if (!kind.equals(OnOffDemand.NAME)) {
            throw new IllegalArgumentException(
                    "The kind of generated demand (" + kind + ") must be " + OnOffDemand.NAME + ".");
        }
        return OnOffDemand.of(seed);
    }

    /** {@return the name of the file without its ending, or of the month that a column stands for} */
    private static String name(Path trace) {
        String file = String.valueOf(trace.getFileName()).replace("-cpu_pct.", ".");
        int dot = file.indexOf('.');
        return dot < 0 ? file : file.substring(0, dot);
    }
}
