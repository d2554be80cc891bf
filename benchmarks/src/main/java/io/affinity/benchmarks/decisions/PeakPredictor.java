// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import io.affinity.core.balancing.HostDemand;
import io.affinity.core.balancing.OverloadRule;
import io.affinity.core.balancing.VmDemand;
import java.util.ArrayList;
import java.util.List;

/**
 * The highest demand that a host is expected to see, from the last two hours of its VMs. Source: Bashir et al., "Take it to
 * the limit: peak prediction-driven resource overcommitment in datacenters", EuroSys 2021, section 4, with the parameters that
 * its published simulator has in its example.
 *
 * <p>A VM of which fewer than {@value #WARM_UP} values are known is expected to demand all it was promised. Of the others no
 * more than that is counted, either.
 */
@FunctionalInterface
interface PeakPredictor {

    /** Values, of five minutes each. */
    int WARM_UP = 24;

    /** Values that a prediction is made from, the newest ones. */
    int KEPT = 24;

    /** Looked through for values, as there may be gaps. */
    int LOOK_BACK = 2 * WARM_UP;

    double SIGMAS = 5;

    double PERCENT = 99;

    /** {@return the peak of VMs that are warm, one after the other from the newest value back} */
    double peakOfWarm(List<Usage> vms);

    /** What a warm VM used, the newest first and NaN in gaps, and what it was promised. */
    record Usage(double[] values, double promised) {}

    /** {@return the expected peak for a resource, in its unit} */
    default double peak(HostDemand host, int resource) {
        List<Usage> warm = new ArrayList<>();
        double cold = 0;
        for (VmDemand vm : host.vms()) {
            double promised = vm.vm().allocation().value(resource);
            double[] past = vm.past(resource, LOOK_BACK);
            if (known(past) >= WARM_UP) {
                warm.add(new Usage(past, promised));
            } else {
                cold += promised;
            }
        }
        return cold + (warm.isEmpty() ? 0 : peakOfWarm(warm));
    }

    private static int known(double[] values) {
        int known = 0;
        for (double value : values) {
            known += Double.isNaN(value) ? 0 : 1;
        }
        return known;
    }

    /** {@return the rule that a host is overloaded when its peak exceeds this share of its capacity for any resource} */
    default OverloadRule above(double share) {
        return host -> {
            for (int r = 0; r < host.host().capacity().resources().size(); r++) {
                if (peak(host, r) > share * host.host().capacity().value(r)) {
                    return true;
                }
            }
            return false;
        };
    }

    /** {@return mean plus five standard deviations of what all warm VMs together used, as a share of what they were promised} */
    static PeakPredictor nSigma() {
        return new NSigma(SIGMAS);
    }

    /** {@return the larger one of {@link #nSigma} and the sum of the 99th percentiles of single VMs} */
    static PeakPredictor max() {
        PeakPredictor percentiles = new PercentileSum(PERCENT);
        return vms -> Math.max(nSigma().peakOfWarm(vms), percentiles.peakOfWarm(vms));
    }
}
