// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.spi.model.Tenant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The long-run distributions of others, for a series that has none yet: of its tenant's VMs if there are any, else of all. As shares of
 * what each was promised where that is known, else as they are. Once all are added, any number of threads may ask.
 */
final class BorrowedScales {

    /** So many quantiles of each series, the same number of each. */
    private static final int EACH = 15;

    private final VmFacts facts;
    private final Map<String, Pool> pools = new HashMap<>();

    BorrowedScales(VmFacts facts) {
        this.facts = facts;
    }

    /** Adds what a series did. */
    void add(int vm, int resource, double[] sample) {
        double allocation = facts.fleet().vms().get(vm).allocation().value(resource);
        Tenant tenant = facts.group(vm);
        pool(null, resource, allocation > 0).add(sample, allocation > 0 ? allocation : 1);
        if (tenant != null) {
            pool(tenant, resource, allocation > 0).add(sample, allocation > 0 ? allocation : 1);
        }
    }

    private Pool pool(@Nullable Tenant tenant, int resource, boolean isShare) {
        return pools.computeIfAbsent(key(tenant, resource, isShare), any -> new Pool());
    }

    private static String key(@Nullable Tenant tenant, int resource, boolean isShare) {
        return resource + (isShare ? " share " : " value ") + (tenant == null ? "" : tenant.value());
    }

    /** {@return the scale of a series without a past; null if nobody is like it} */
    @Nullable
    RankScale of(int vm, int resource) {
        double allocation = facts.fleet().vms().get(vm).allocation().value(resource);
        Tenant tenant = facts.group(vm);
        Pool own = tenant == null ? null : pools.get(key(tenant, resource, allocation > 0));
        Pool any = own == null ? pools.get(key(null, resource, allocation > 0)) : own;
        return any == null ? null : any.scale(allocation > 0 ? allocation : 1);
    }

    /** Values of several series. */
    private static final class Pool {

        private double[] values = new double[EACH];
        private int size;

        void add(double[] sample, double unit) {
            if (size + EACH > values.length) {
                values = Arrays.copyOf(values, 2 * values.length);
            }
            for (int i = 0; i < EACH; i++) {
                values[size++] = sample[(int) ((i + 0.5) / EACH * sample.length)] / unit;
            }
        }

        RankScale scale(double unit) {
            double[] sorted = Arrays.copyOf(values, size);
            Arrays.sort(sorted);
            for (int i = 0; i < size; i++) {
                sorted[i] *= unit;
            }
            return new RankScale(sorted);
        }
    }
}
