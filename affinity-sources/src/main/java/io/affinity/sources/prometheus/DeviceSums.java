// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import io.affinity.sources.prometheus.settings.Measure;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Adds up the devices of each VM, one selector after the other. Not thread-safe.
 */
final class DeviceSums {

    /** So often in a row may a VM be seen on the host that it left, until the store has noticed. */
    private static final int MOST_DOUBLES = 3;

    private final Measure measure;
    private final Owners owners;
    private final int length;
    private final Map<VmId, double[]> sums = new LinkedHashMap<>();

    DeviceSums(Measure measure, Owners owners, List<VmId> vms, int length) {
        this.measure = measure;
        this.owners = owners;
        this.length = length;
        vms.forEach(vm -> sums.put(vm, new double[length]));
    }

    /** Adds what one selector says: everything becomes unknown where it says nothing of a VM. */
    void add(List<Track> tracks) {
        Map<VmId, Map<List<String>, List<Track>>> byDevice = new LinkedHashMap<>();
        for (Track track : tracks) {
            VmId vm = owners.vm(track.labels());
            if (vm != null && sums.containsKey(vm)) {
                byDevice.computeIfAbsent(vm, none -> new LinkedHashMap<>())
                        .computeIfAbsent(Owners.device(track.labels(), measure), none -> new ArrayList<>())
                        .add(track);
            }
        }
        sums.forEach((vm, sum) -> add(vm, byDevice.getOrDefault(vm, Map.of()), sum));
    }

    private void add(VmId vm, Map<List<String>, List<Track>> devices, double[] sum) {
        double[] all = new double[length];
        boolean[] isKnown = new boolean[length];
        for (List<Track> same : devices.values()) {
            add(vm, same, all, isKnown);
        }
        for (int i = 0; i < length; i++) {
            sum[i] += isKnown[i] ? all[i] * measure.scale() : Double.NaN;
        }
    }

    /** @param same series of one device, of which one at a time may say anything */
    private void add(VmId vm, List<Track> same, double[] all, boolean[] isKnown) {
        int doubles = 0;
        for (int i = 0; i < length; i++) {
            Track only = null;
            boolean isDouble = false;
            for (Track track : same) {
                if (track.isPresent(i)) {
                    isDouble |= only != null;
                    only = track;
                }
            }
            doubles += isDouble ? 1 : 0;
            if (only != null && (isDouble || only.isDoubtful(i))) {
                all[i] = Double.NaN;
                isKnown[i] = true;
            } else if (only != null && !Double.isNaN(only.value(i))) {
                all[i] += only.value(i);
                isKnown[i] = true;
            }
        }
        if (doubles >= Math.min(MOST_DOUBLES, length)) {
            owners.tellDouble(vm, same.stream().map(Track::labels).toList());
        }
    }

    /** {@return the sum of each VM at each place, NaN where it is not known} */
    Map<VmId, double[]> sums() {
        return sums;
    }

    /** {@return whether anything is known of such a sum} */
    static boolean isAnyKnown(double[] sum) {
        return Arrays.stream(sum).anyMatch(value -> !Double.isNaN(value));
    }
}
