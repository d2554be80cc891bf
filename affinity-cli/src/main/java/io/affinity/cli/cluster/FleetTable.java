// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.cluster.ClusterView.HostRow;
import io.affinity.cli.cluster.ClusterView.VmDemand;
import io.affinity.cli.cluster.ClusterView.VmRow;
import io.affinity.cli.output.Amount;
import io.affinity.cli.output.Columns;
import io.affinity.cli.output.Counted;
import io.affinity.spi.model.HostState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Hosts and VMs in columns. Of many, those that need a look, and what the others have in common. */
public final class FleetTable {

    /** As many as fit on a screen. */
    private static final int MOST_ROWS = 20;

    /** Of more than that, so many are shown. */
    private static final int FEW = 10;

    private static final String CPU = "cpu";
    private static final String MEMORY = "memory";

    /** How much is shown. */
    public enum Length {
        /** All that fits on a screen, or else a few of them. */
        SHORT,
        ALL
    }

    private FleetTable() {}

    /** {@return a table of the hosts} */
    public static List<String> hosts(ClusterView view, Length length) {
        List<HostRow> all = view.hosts();
        List<HostRow> shown = isCut(all.size(), length) ? worst(all) : all;
        Columns columns = new Columns("HOST", "STATE", ">VMS", ">CPU", ">MEMORY", "MOST LIKELY SHORT OF");
        shown.forEach(row -> columns.add(
                row.name(),
                row.state().name().toLowerCase(Locale.ROOT),
                String.valueOf(row.vms()),
                load(row, CPU),
                load(row, MEMORY),
                row.peak() == null ? "" : ClusterText.peak(row.peak())));
        List<String> lines = new ArrayList<>(columns.lines());
        if (shown.size() < all.size()) {
            lines.add(rest(all, shown));
        }
        return lines;
    }

    private static boolean isCut(int rows, Length length) {
        return length == Length.SHORT && rows > MOST_ROWS;
    }

    /** {@return those that come first are those of which nothing is known, then those that are the shortest} */
    static List<HostRow> worst(List<HostRow> all) {
        return all.stream()
                .sorted(Comparator.comparingDouble(FleetTable::trouble).reversed())
                .limit(FEW)
                .toList();
    }

    private static double trouble(HostRow row) {
        if (row.state() == HostState.UNAVAILABLE) {
            return Double.MAX_VALUE;
        }
        double chance = row.peak() == null ? 0 : row.peak().probability();
        return row.loads().stream()
                .mapToDouble(ClusterView.Load::utilization)
                .map(utilization -> utilization + chance)
                .max()
                .orElse(chance);
    }

    private static String rest(List<HostRow> all, List<HostRow> shown) {
        List<HostRow> others = all.stream().filter(row -> !shown.contains(row)).toList();
        double[] loads = others.stream()
                .flatMap(row -> row.loads().stream())
                .filter(load -> load.resource().name().equals(CPU) && load.measured())
                .mapToDouble(ClusterView.Load::utilization)
                .sorted()
                .toArray();
        String between = loads.length == 0
                ? ""
                : ", CPU " + ClusterText.percent(loads[0]) + " to " + ClusterText.percent(loads[loads.length - 1]);
        String states = others.stream()
                .filter(row -> row.state() != HostState.AVAILABLE)
                .collect(Collectors.groupingBy(HostRow::state, Collectors.counting()))
                .entrySet()
                .stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry ->
                        ", " + entry.getValue() + " " + entry.getKey().name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
        return "and " + Counted.of(others.size(), "host") + " more" + between + states + " (--all shows them)";
    }

    private static String load(HostRow row, String resource) {
        return row.loads().stream()
                .filter(load -> load.resource().name().equals(resource))
                .map(ClusterText::percent)
                .findFirst()
                .orElse("");
    }

    /** {@return a table of the VMs; none if there are none} */
    public static List<String> vms(ClusterView view, Length length) {
        List<VmRow> all = view.vms();
        List<VmRow> shown = isCut(all.size(), length)
                ? all.stream()
                        .sorted(Comparator.comparingDouble(FleetTable::cores).reversed())
                        .limit(FEW)
                        .toList()
                : all;
        if (all.isEmpty()) {
            return List.of();
        }
        Columns columns = new Columns("VM", "HOST", ">CPU", ">MEMORY");
        shown.forEach(row -> columns.add(row.name(), row.host(), demand(row, CPU), demand(row, MEMORY)));
        List<String> lines = new ArrayList<>(columns.lines());
        if (shown.size() < all.size()) {
            lines.add("and " + Counted.of(all.size() - shown.size(), "VM") + " more that demand less CPU"
                    + " (--all shows them)");
        }
        return lines;
    }

    private static double cores(VmRow row) {
        return row.demand().stream()
                .filter(demand -> demand.resource().name().equals(CPU) && !Double.isNaN(demand.amount()))
                .mapToDouble(VmDemand::amount)
                .findFirst()
                .orElse(-1);
    }

    private static String demand(VmRow row, String resource) {
        return row.demand().stream()
                .filter(demand -> demand.resource().name().equals(resource))
                .map(demand -> Double.isNaN(demand.amount()) ? "?" : Amount.of(demand.amount(), demand.resource()))
                .findFirst()
                .orElse("");
    }
}
