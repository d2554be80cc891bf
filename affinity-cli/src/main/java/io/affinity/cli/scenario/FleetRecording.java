// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.scenario;

import io.affinity.cli.output.Counted;
import io.affinity.simulation.workload.Recording;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A recording put in the order of the VMs of a fleet, whose ids or names it uses.
 *
 * @param recording one row for each VM of the fleet
 * @param remarks what does not fit together, for people
 */
record FleetRecording(Recording recording, List<String> remarks) {

    private static final int MOST_NAMES = 3;

    FleetRecording {
        remarks = List.copyOf(remarks);
    }

    /**
     * {@return the recording of these VMs} One that was not recorded is taken to use all of its memory, and nothing else.
     *
     * @throws IllegalArgumentException if no VM was recorded, or no CPU
     */
    static FleetRecording of(Recording recording, Fleet fleet) {
        Map<VmId, Integer> rows = rows(recording, fleet);
        if (rows.isEmpty()) {
            throw new IllegalArgumentException("The recording is of none of the VMs of the cluster: it has "
                    + some(recording.vms()) + ", the cluster has "
                    + some(fleet.vms().stream().map(Vm::name).toList())
                    + ". VMs must have the same names or ids in both.");
        }
        List<Resource> shared = recording.resources().resources().stream()
                .filter(fleet.resources()::contains)
                .toList();
        if (!shared.contains(Resource.CPU)) {
            throw new IllegalArgumentException("The recording must have CPU; it has "
                    + recording.resources().resources() + ".");
        }
        float[][] columns = new float[fleet.vms().size() * shared.size()][];
        for (int v = 0; v < fleet.vms().size(); v++) {
            Integer row = rows.get(fleet.vms().get(v).id());
            for (int r = 0; r < shared.size(); r++) {
                columns[v * shared.size() + r] = row == null
                        ? unknown(recording, fleet.vms().get(v), shared.get(r))
                        : values(recording, row, recording.resources().indexOf(shared.get(r)));
            }
        }
        double[] allocations = new double[columns.length];
        Arrays.fill(allocations, Double.NaN);
        return new FleetRecording(
                Recording.of(
                        fleet.vms().stream().map(vm -> vm.id().value()).toList(),
                        ResourceSet.of(shared.toArray(Resource[]::new)),
                        recording.measure(),
                        recording.start(),
                        recording.step(),
                        columns,
                        allocations),
                remarks(recording, fleet, rows));
    }

    /** {@return the row of each VM that is recorded under its id, or under its name if no other has that} */
    private static Map<VmId, Integer> rows(Recording recording, Fleet fleet) {
        VmNames names = VmNames.of(fleet.vms());
        Map<VmId, Integer> rows = new HashMap<>();
        for (int row = 0; row < recording.vms().size(); row++) {
            Set<VmId> meant = names.meantBy(recording.vms().get(row));
            if (meant.size() == 1) {
                rows.putIfAbsent(meant.iterator().next(), row);
            }
        }
        rows.keySet().removeIf(vm -> !fleet.contains(vm));
        return rows;
    }

    private static float[] values(Recording recording, int row, int resource) {
        float[] values = new float[recording.steps()];
        for (int step = 0; step < values.length; step++) {
            values[step] = (float) recording.value(row, resource, step);
        }
        return values;
    }

    private static float[] unknown(Recording recording, Vm vm, Resource resource) {
        float[] values = new float[recording.steps()];
        if (resource.equals(Resource.MEMORY)) {
            boolean isShare = recording.measure() == Recording.Measure.FRACTION_OF_ALLOCATION;
            Arrays.fill(values, isShare ? 1 : (float) vm.allocation().value(resource));
        }
        return values;
    }

    private static List<String> remarks(Recording recording, Fleet fleet, Map<VmId, Integer> rows) {
        List<String> remarks = new ArrayList<>();
        List<String> silent = fleet.vms().stream()
                .filter(vm -> !rows.containsKey(vm.id()))
                .map(Vm::name)
                .toList();
        if (!silent.isEmpty()) {
            remarks.add("Nothing is recorded of " + Counted.of(silent.size(), "VM") + " of the cluster (" + some(silent)
                    + "): taken to use all memory that was promised, and nothing else.");
        }
        int others = recording.vms().size() - rows.size();
        if (others > 0) {
            remarks.add(Counted.of(others, "VM") + " of the recording " + (others == 1 ? "is" : "are")
                    + " not in the cluster, and left out.");
        }
        return remarks;
    }

    private static String some(List<String> names) {
        String first = String.join(", ", names.subList(0, Math.min(MOST_NAMES, names.size())));
        return names.size() <= MOST_NAMES ? first : first + " and " + (names.size() - MOST_NAMES) + " more";
    }
}
