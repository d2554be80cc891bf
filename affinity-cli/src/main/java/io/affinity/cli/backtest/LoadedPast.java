package io.affinity.cli.backtest;

import io.affinity.cli.cluster.ClusterPast;
import io.affinity.cli.input.Quoted;
import io.affinity.cli.input.Suggestion;
import io.affinity.core.backtest.BacktestData;
import io.affinity.simulation.workload.Recording;
import io.affinity.simulation.workload.Traces;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Demand that is recorded already, of those VMs that are looked at.
 *
 * @param title where it is from, for people
 * @param data from the first step of which anything is known to the last
 * @param wanted those that were asked for by name, by their ids
 * @param vmsThere how many VMs there are
 * @param notes what a person should know of it, in sentences
 */
public record LoadedPast(
        String title, BacktestData data, List<VmId> wanted, int vmsThere, List<String> notes) {

    private static final List<Resource> RESOURCES = List.of(
            Resource.CPU, Resource.MEMORY, Resource.NETWORK, Resource.DISK_THROUGHPUT, Resource.DISK_OPERATIONS);

    private static final Duration USUAL_PAST = Duration.ofDays(28);

    /** Of one series, a gigabyte. */
    private static final int MOST_STEPS = 1 << 27;

    public LoadedPast {
        wanted = List.copyOf(wanted);
        notes = List.copyOf(notes);
    }

    /**
     * {@return what a trace has, or a state folder}
     *
     * @throws io.affinity.simulation.workload.TraceFormatException if it is missing or wrong
     * @throws IllegalArgumentException if it does not have what is asked for
     */
    public static LoadedPast ofTrace(Path trace, PastRequest request) {
        Recording recording = Traces.open(trace);
        Resource resource = resource(recording.resources().resources(), request.resource(), "the trace");
        int r = recording.resources().indexOf(resource);
        int end = end(recording, request);
        int begin = request.past() == null
                ? 0
                : (int) Math.max(0, end - request.past().dividedBy(recording.step()));
        if (begin >= end) {
            throw new IllegalArgumentException("The trace has nothing before " + request.until() + ": it begins at "
                    + recording.start() + ", with steps of " + recording.step() + ".");
        }
        boolean isShare = recording.measure() == Recording.Measure.FRACTION_OF_ALLOCATION;
        Resource judged = isShare ? new Resource(resource.name(), "of its allocation") : resource;
        List<Vm> vms = new ArrayList<>();
        for (int v = 0; v < recording.vms().size(); v++) {
            double promised = isShare ? 1 : recording.allocation(v, r);
            vms.add(vm(recording.vms().get(v), judged, Double.isNaN(promised) ? 0 : promised));
        }
        List<Integer> chosen = VmChoice.of(vms, request);
        Instant start = recording.start().plus(recording.step().multipliedBy(begin));
        HistoryRequest asked = new HistoryRequest(
                ids(vms, chosen), ResourceSet.of(judged), start, recording.step(), end - begin);
        PastDemand.Builder demand = PastDemand.builder(asked);
        for (int v : chosen) {
            double[] values = new double[asked.length()];
            Arrays.setAll(values, i -> recording.value(v, r, begin + i));
            demand.put(vms.get(v).id(), judged, values);
        }
        String name = String.valueOf(trace.toAbsolutePath().normalize().getFileName());
        return of("Trace " + name, vms, chosen, judged, demand.build(), request, List.of());
    }

    /** {@return how many steps of it begin before the end that is asked for} */
    private static int end(Recording recording, PastRequest request) {
        if (request.until() == null) {
            return recording.steps();
        }
        Duration before = Duration.between(recording.start(), request.until());
        long steps = before.isNegative() || before.isZero()
                ? 0
                : before.minusNanos(1).dividedBy(recording.step()) + 1;
        return (int) Math.min(recording.steps(), steps);
    }

    /**
     * {@return what the record of a loop, metrics stores and plug-ins know of the past of a cluster}
     *
     * @param name of its file
     * @throws io.affinity.spi.inventory.TelemetryException if it cannot be asked for
     * @throws IllegalArgumentException if nothing is known of what is asked for
     */
    public static LoadedPast ofCluster(String name, ClusterPast cluster, InstantSource clock, PastRequest request) {
        Resource resource = resource(RESOURCES, request.resource(), "a cluster");
        long step = cluster.step().toMillis();
        long until = (request.until() == null ? clock.instant() : request.until()).toEpochMilli();
        Duration past = Objects.requireNonNullElse(request.past(), USUAL_PAST);
        long length = past.dividedBy(cluster.step());
        if (length < 1 || length > MOST_STEPS) {
            throw new IllegalArgumentException(
                    "The past (" + past + ") must be at least a step (" + cluster.step() + ") and at most " + MOST_STEPS
                            + " steps long.");
        }
        Instant end = Instant.ofEpochMilli(Math.floorDiv(until, step) * step);
        Instant start = end.minus(cluster.step().multipliedBy(length));
        List<Vm> vms = cluster.vms(resource, start, end);
        if (vms.isEmpty()) {
            throw new IllegalArgumentException(unknown("No VM is known", start, end));
        }
        List<Integer> chosen = VmChoice.of(vms, request);
        PastDemand demand = cluster.demand(new HistoryRequest(
                ids(vms, chosen), ResourceSet.of(resource), start, cluster.step(), (int) length));
        return of("Cluster of " + name, vms, chosen, resource, demand, request, cluster.notes());
    }

    private static String unknown(String what, Instant start, Instant end) {
        return what + " from " + start + " to " + end
                + "; --until says when the past ends, and --past how long it is.";
    }

    private static Vm vm(String name, Resource resource, double promised) {
        return Vm.of(new VmId(name), ResourceVector.of(ResourceSet.of(resource), promised));
    }

    private static List<VmId> ids(List<Vm> vms, List<Integer> chosen) {
        return chosen.stream().map(v -> vms.get(v).id()).toList();
    }

    private static Resource resource(List<Resource> there, @Nullable String name, String whose) {
        if (name == null) {
            return there.contains(Resource.CPU) ? Resource.CPU : there.get(0);
        }
        return there.stream()
                .filter(resource -> resource.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("The resource " + Quoted.of(name) + " must be one that "
                        + whose + " has: "
                        + there.stream().map(Resource::name).collect(Collectors.joining(", "))
                        + Suggestion.end(there.stream().map(Resource::name).toList(), name)));
    }

    /** Leaves out VMs of which nothing is known, and what is before and after all that is. */
    private static LoadedPast of(
            String title,
            List<Vm> vms,
            List<Integer> chosen,
            Resource resource,
            PastDemand demand,
            PastRequest request,
            List<String> notes) {
        List<VmId> wanted = request.wanted().isEmpty() ? List.of() : wanted(vms, request);
        List<Vm> known = chosen.stream()
                .map(vms::get)
                .filter(vm -> wanted.contains(vm.id())
                        || demand.series(vm.id(), resource).present() > 0)
                .toList();
        HistoryRequest asked = demand.request();
        Span span = Span.of(known, resource, demand);
        if (span.length() < 1) {
            throw new IllegalArgumentException(unknown(
                    "Nothing is known of " + resource + " of any of " + chosen.size() + " VMs",
                    asked.start(),
                    asked.start().plus(asked.step().multipliedBy(asked.length()))));
        }
        List<String> all = new ArrayList<>(notes);
        if (known.size() < chosen.size()) {
            all.add("Of " + (chosen.size() - known.size()) + " of " + chosen.size()
                    + " VMs nothing is known; they are left out.");
        }
        BacktestData data = BacktestData.of(known, resource, span.cut(known, resource, demand));
        return new LoadedPast(title, data, wanted, vms.size(), all);
    }

    private static List<VmId> wanted(List<Vm> vms, PastRequest request) {
        PastRequest only = new PastRequest(null, null, null, request.wanted(), 0, request.seed());
        Set<Integer> places = Set.copyOf(VmChoice.of(vms, only));
        return places.stream().sorted().map(v -> vms.get(v).id()).toList();
    }
}
