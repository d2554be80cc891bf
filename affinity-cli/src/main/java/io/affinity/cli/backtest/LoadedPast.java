// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import io.affinity.cli.cluster.ClusterPast;
import io.affinity.core.backtest.BacktestData;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Demand that is recorded already, of those VMs that are looked at.
 *
 * @param title where it is from, for people
 * @param data from the first step of which anything is known to the last
 * @param wanted those that were asked for by name, by their ids
 * @param vmsThere how many VMs there are
 * @param notes what a person should know of it, in sentences
 */
public record LoadedPast(String title, BacktestData data, List<VmId> wanted, int vmsThere, List<String> notes) {

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
        return TracePart.load(trace, request);
    }

    /**
     * {@return what the record of a loop, metrics stores and plug-ins know of the past of a cluster}
     *
     * @param name of its file
     * @throws io.affinity.spi.inventory.TelemetryException if it cannot be asked for
     * @throws IllegalArgumentException if nothing is known of what is asked for
     */
    public static LoadedPast ofCluster(String name, ClusterPast cluster, InstantSource clock, PastRequest request) {
        return ClusterPart.load(name, cluster, clock, request);
    }

    /**
     * {@return the same without VMs of which nothing is known, unless they are wanted, and without what is before and after all that is}
     *
     * @param vms all that there are
     * @param chosen the places of those that are looked at
     * @param demand of those, for one resource
     */
    static LoadedPast of(
            String title,
            List<Vm> vms,
            List<Integer> chosen,
            PastDemand demand,
            PastRequest request,
            List<String> notes) {
        HistoryRequest asked = demand.request();
        Resource resource = asked.resources().get(0);
        List<VmId> wanted = ids(vms, VmChoice.wanted(vms, request));
        List<Vm> known = chosen.stream()
                .map(vms::get)
                .filter(vm -> wanted.contains(vm.id())
                        || demand.series(vm.id(), resource).present() > 0)
                .toList();
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

    static String unknown(String what, Instant start, Instant end) {
        return what + " from " + start + " to " + end + "; --until says when the past ends, and --past how long it is.";
    }

    static List<VmId> ids(List<Vm> vms, List<Integer> chosen) {
        return chosen.stream().map(v -> vms.get(v).id()).toList();
    }
}
