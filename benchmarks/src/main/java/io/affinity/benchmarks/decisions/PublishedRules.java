// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import io.affinity.core.balancing.HostDemand;
import io.affinity.core.balancing.OverloadRule;
import io.affinity.core.balancing.ThresholdBalancer;
import java.time.Duration;

/**
 * The rules by which Beloglazov and Buyya 2012 (see {@link io.affinity.simulation.PublishedSetup}) tell that a host is
 * overloaded, section 5.1, each with the published parameter, as CloudSim 3.0.3 carries them out. They judge CPU; any other
 * resource is too much above 80 % of capacity, as for the reactive peer.
 */
public enum PublishedRules {
    /** Static threshold: utilization above 0.8. */
    THR("thr", "THR-MMT 0.8") {
        @Override
        OverloadRule cpu(double bytesPerSecond, Duration step) {
            return host -> CpuPast.utilization(host) > OTHERS;
        }
    },
    /** Interquartile range: utilization above {@code 1 - 1.5 IQR} of its past. */
    IQR("iqr", "IQR-MMT 1.5") {
        @Override
        OverloadRule cpu(double bytesPerSecond, Duration step) {
            return new AdaptiveThreshold(1.5, Dispersion::interquartileRange);
        }
    },
    /** Median absolute deviation: utilization above {@code 1 - 2.5 MAD} of its past. */
    MAD("mad", "MAD-MMT 2.5") {
        @Override
        OverloadRule cpu(double bytesPerSecond, Duration step) {
            return new AdaptiveThreshold(2.5, Dispersion::medianAbsoluteDeviation);
        }
    },
    /** Local regression: 1.2 times the line through the last utilizations reaches 1 before a VM could have left. */
    LR("lr", "LR-MMT 1.2") {
        @Override
        OverloadRule cpu(double bytesPerSecond, Duration step) {
            return new LocalRegression(1.2, bytesPerSecond, step);
        }
    },
    /**
     * Robust local regression. Published, it weighs residuals; carried out, its weights take no effect, and all figures of
     * CloudSim 3.0.3 with it are those of {@link #LR}, and so are ours.
     */
    LRR("lrr", "LRR-MMT 1.2") {
        @Override
        OverloadRule cpu(double bytesPerSecond, Duration step) {
            return LR.cpu(bytesPerSecond, step);
        }
    };

    private static final double OTHERS = 0.8;

    private final String id;
    private final String title;

    PublishedRules(String id, String title) {
        this.id = id;
        this.title = title;
    }

    /** {@return its name on a command line} */
    public String id() {
        return id;
    }

    /** {@return its name with that of the selection of VMs and its parameter, as published} */
    public String title() {
        return title;
    }

    /**
     * {@return the rule for CPU}
     *
     * @param bytesPerSecond at which a VM is migrated
     * @param step distance of two decisions
     */
    abstract OverloadRule cpu(double bytesPerSecond, Duration step);

    /**
     * {@return the balancer, told to take hosts for overloaded by this rule}
     *
     * @param bytesPerSecond at which a VM is migrated
     * @param step distance of two decisions
     */
    public ThresholdBalancer applyTo(ThresholdBalancer balancer, double bytesPerSecond, Duration step) {
        OverloadRule cpu = cpu(bytesPerSecond, step);
        return balancer.withOverloadRule(host -> cpu.isOverloaded(host) || isOtherwiseOverloaded(host));
    }

    private static boolean isOtherwiseOverloaded(HostDemand host) {
        for (int r = 0; r < host.host().capacity().resources().size(); r++) {
            if (r != CpuPast.index(host)
                    && host.estimate(r) > OTHERS * host.host().capacity().value(r)) {
                return true;
            }
        }
        return false;
    }
}
