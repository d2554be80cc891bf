// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.demand;

import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The answer to a {@link HistoryRequest}: a series for each of its VMs and resources, all on its grid, NaN where nothing is known.
 * Immutable and thread-safe. Memory: eight bytes for each value of a series of which anything is known.
 */
public final class PastDemand {

    private final HistoryRequest request;
    private final Set<VmId> vms;
    private final Map<VmId, Map<Resource, TimeSeries>> known;
    private final TimeSeries unknown;

    private PastDemand(HistoryRequest request, Map<VmId, Map<Resource, TimeSeries>> known) {
        this.request = request;
        this.vms = new HashSet<>(request.vms());
        this.known = known;
        double[] nothing = new double[request.length()];
        Arrays.fill(nothing, Double.NaN);
        this.unknown = TimeSeries.of(request.start(), request.step(), nothing);
    }

    /** {@return the answer of whoever knows nothing} */
    public static PastDemand unknown(HistoryRequest request) {
        return new PastDemand(request, Map.of());
    }

    /** Starts an answer. */
    public static Builder builder(HistoryRequest request) {
        return new Builder(request);
    }

    /** {@return what this is the answer to} */
    public HistoryRequest request() {
        return request;
    }

    /**
     * {@return the demand of a VM for a resource, on the grid of the request}
     *
     * @throws IllegalArgumentException if neither was asked for
     */
    public TimeSeries series(VmId vm, Resource resource) {
        requireAsked(request, vms, vm, resource);
        return known.getOrDefault(vm, Map.of()).getOrDefault(resource, unknown);
    }

    private static void requireAsked(HistoryRequest request, Set<VmId> vms, VmId vm, Resource resource) {
        if (!vms.contains(vm) || !request.resources().contains(resource)) {
            throw new IllegalArgumentException("The demand of VM (" + vm + ") for (" + resource
                    + ") is not part of the request (" + request + ").");
        }
    }

    /** Collects what is known; not thread-safe. */
    public static final class Builder {

        private final HistoryRequest request;
        private final Set<VmId> vms;
        private final Map<VmId, Map<Resource, TimeSeries>> known = new HashMap<>();

        private Builder(HistoryRequest request) {
            this.request = request;
            this.vms = new HashSet<>(request.vms());
        }

        /**
         * What is known of one series.
         *
         * @param values one for each place of the grid, NaN where it is not known; copied
         * @throws IllegalArgumentException if the series was not asked for, there are more or fewer values than asked for, or one
         *     is infinite
         */
        public Builder put(VmId vm, Resource resource, double... values) {
            requireAsked(request, vms, vm, resource);
            if (values.length != request.length()) {
                throw new IllegalArgumentException("The number of values (" + values.length + ") of VM " + vm + " for "
                        + resource + " must be (" + request.length() + ").");
            }
            known.computeIfAbsent(vm, none -> new HashMap<>())
                    .put(resource, TimeSeries.of(request.start(), request.step(), values));
            return this;
        }

        public PastDemand build() {
            Map<VmId, Map<Resource, TimeSeries>> copy = new HashMap<>();
            known.forEach((vm, series) -> copy.put(vm, Map.copyOf(series)));
            return new PastDemand(request, copy);
        }
    }
}
