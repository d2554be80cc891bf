// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.storage;

import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Puts the lines of a demand record on the grid of a request. */
final class RecordedGrid {

    private final HistoryRequest request;
    private final Map<String, VmId> vmByWord = new HashMap<>();
    private final Map<VmId, Map<String, double[]>> known = new HashMap<>();

    RecordedGrid(HistoryRequest request) {
        this.request = request;
        request.vms().forEach(vm -> vmByWord.put(word(vm), vm));
    }

    /** {@return how a VM is written, so that it has neither spaces nor line ends} */
    static String word(VmId vm) {
        return URLEncoder.encode(vm.value(), StandardCharsets.UTF_8);
    }

    /** {@return the VMs of the request, as they are written} */
    Set<String> words() {
        return vmByWord.keySet();
    }

    /**
     * Takes one line.
     *
     * @param heardOf gets the VM of it, asked for or not, as it is written
     * @return whether it is one
     */
    boolean read(String line, Set<String> heardOf) {
        RecordedLine parts = RecordedLine.of(line);
        if (parts == null) {
            return false;
        }
        String word = parts.word();
        VmId vm = vmByWord.get(word);
        if (vm == null) {
            heardOf.add(word);
            return true;
        }
        try {
            long since = parts.millis() - request.start().toEpochMilli();
            long place = Math.floorDiv(since, request.step().toMillis());
            parts.pairs((resource, value) -> fill(vm, place, resource, value));
            heardOf.add(word);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private void fill(VmId vm, long place, String resource, double value) {
        if (place >= 0 && place < request.length()) {
            known.computeIfAbsent(vm, unknown -> new HashMap<>())
                    .computeIfAbsent(resource, unknown -> missing())[(int) place] = value;
        }
    }

    private double[] missing() {
        double[] values = new double[request.length()];
        Arrays.fill(values, Double.NaN);
        return values;
    }

    PastDemand demand() {
        PastDemand.Builder past = PastDemand.builder(request);
        known.forEach((vm, series) -> {
            for (Resource resource : request.resources().resources()) {
                double[] values = series.get(resource.name());
                if (values != null) {
                    past.put(vm, resource, values);
                }
            }
        });
        return past.build();
    }
}
