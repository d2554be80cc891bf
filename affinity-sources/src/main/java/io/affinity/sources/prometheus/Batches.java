// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import io.affinity.sources.prometheus.settings.Measure;
import io.affinity.sources.prometheus.settings.StoreApi;
import io.affinity.sources.prometheus.settings.StoreLimits;
import io.affinity.spi.model.VmId;
import java.util.ArrayList;
import java.util.List;

/** Divides VMs so that no query is too long, and no answer too large. Immutable. */
final class Batches {

    /** VictoriaMetrics reads queries of 16 kB, in which the VMs may stand twice. */
    private static final int MOST_CHARACTERS = 6_000;

    /** In addresses, of which many servers read 8 kB, with what makes three characters of one. */
    private static final int MOST_CHARACTERS_OF_ADDRESS = 3_000;

    private static final int MOST_VMS = 500;

    /** Of disks, network interfaces and the like, about as many as VMs have. */
    private static final int DEVICES = 4;

    private final StoreLimits limits;
    private final Selection selection;
    private final int mostCharacters;

    Batches(StoreApi api, StoreLimits limits, Selection selection) {
        this.limits = limits;
        this.selection = selection;
        this.mostCharacters = switch (api) {
            case PROMETHEUS -> MOST_CHARACTERS;
            case AETOS -> MOST_CHARACTERS_OF_ADDRESS;
        };
    }

    /** {@return how many values of each series one query asks for} */
    int places(Measure measure, int vms, int all) {
        int fitting = limits.pointsPerQuery() / Math.max(1, vms * devices(measure));
        return Math.max(1, Math.min(Math.min(limits.pointsPerSeries(), all), fitting));
    }

    /**
     * {@return the VMs that go together in one query; all of them if the measure names no place for some}
     *
     * @param places how many values there are of each series
     */
    List<List<VmId>> of(Measure measure, List<VmId> vms, int places) {
        List<VmId> meant = vms.stream().filter(selection::canMean).toList();
        if (!Selection.isNarrow(measure)) {
            return meant.isEmpty() ? List.of() : List.of(meant);
        }
        int most = Math.max(
                1,
                Math.min(
                        MOST_VMS,
                        limits.pointsPerQuery() / Math.min(places, limits.pointsPerSeries()) / devices(measure)));
        List<List<VmId>> batches = new ArrayList<>();
        List<VmId> batch = new ArrayList<>();
        int characters = 0;
        for (VmId vm : meant) {
            int own = selection.length(vm);
            if (batch.size() == most || (!batch.isEmpty() && characters + own > mostCharacters)) {
                batches.add(List.copyOf(batch));
                batch.clear();
                characters = 0;
            }
            batch.add(vm);
            characters += own;
        }
        if (!batch.isEmpty()) {
            batches.add(List.copyOf(batch));
        }
        return batches;
    }

    private static int devices(Measure measure) {
        return measure.parts().isEmpty() ? 1 : DEVICES;
    }
}
