// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import io.affinity.spi.demand.Demand;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Puts what was measured of single resources together. Belongs to one thread. */
final class LatestDemand {

    private final ResourceSet resources;
    private final Map<LatestBatch, Resource> batches = new LinkedHashMap<>();

    LatestDemand(ResourceSet resources) {
        this.resources = resources;
    }

    void add(Resource resource, LatestBatch batch) {
        batches.put(batch, resource);
    }

    /**
     * {@return the demand of VMs of which anything is newer than the last measurement, measured when the oldest of it was}
     *
     * @param now when it was measured if there are none
     */
    Demand newerThan(Instant lastMeasured, Instant now) {
        Map<VmId, Map<Resource, Sample>> newer = new LinkedHashMap<>();
        long oldest = Long.MAX_VALUE;
        for (Map.Entry<LatestBatch, Resource> batch : batches.entrySet()) {
            for (VmId vm : batch.getKey().vms()) {
                Sample sample = batch.getKey().of(vm);
                if (sample != null && Instant.ofEpochMilli(sample.last()).isAfter(lastMeasured)) {
                    oldest = Math.min(oldest, sample.last());
                    newer.computeIfAbsent(vm, none -> new LinkedHashMap<>()).put(batch.getValue(), sample);
                }
            }
        }
        Instant measuredAt = newer.isEmpty() ? now : Instant.ofEpochMilli(oldest);
        Demand.Builder demand = Demand.builder(measuredAt, resources);
        newer.forEach((vm, samples) -> samples.forEach((resource, sample) -> demand.put(vm, resource, sample.value())));
        return demand.build();
    }
}
