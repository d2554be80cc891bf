// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.effect;

import io.affinity.spi.forecast.Covariate;
import java.time.Instant;
import java.util.List;

/** What events add to the demand of one VM, at any time. Thread-safe if the covariates are. */
public final class VmEffects {

    /** Of a VM that no event concerns. */
    public static final VmEffects NONE = new VmEffects(List.of(), new double[0][], new double[0][]);

    private final List<Covariate> covariates;
    private final double[][] sizes;
    private final double[][] deviations;

    /**
     * @param sizes of covariate {@code k} on resource {@code r}, in its unit for a value of 1
     * @param deviations of their errors
     */
    VmEffects(List<Covariate> covariates, double[][] sizes, double[][] deviations) {
        this.covariates = covariates;
        this.sizes = sizes;
        this.deviations = deviations;
    }

    /** {@return whether nothing is ever added} */
    public boolean isNone() {
        return covariates.isEmpty();
    }

    /**
     * {@return what is added in the step that begins at this time, in the unit of the resource; may be negative}
     *
     * @throws IllegalStateException if a covariate is not finite
     */
    public double mean(int resource, Instant stepStart) {
        double sum = 0;
        for (int k = 0; k < sizes.length; k++) {
            if (sizes[k][resource] != 0) {
                sum += sizes[k][resource] * CovariateValue.of(covariates.get(k), stepStart);
            }
        }
        return sum;
    }

    /** {@return the standard deviation of what is added then} */
    public double deviation(int resource, Instant stepStart) {
        double sum = 0;
        for (int k = 0; k < sizes.length; k++) {
            if (deviations[k][resource] != 0) {
                sum += Math.pow(deviations[k][resource] * CovariateValue.of(covariates.get(k), stepStart), 2);
            }
        }
        return Math.sqrt(sum);
    }
}
