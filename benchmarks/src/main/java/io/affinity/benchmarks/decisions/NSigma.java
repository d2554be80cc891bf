// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.decisions;

import java.util.Arrays;
import java.util.List;

/**
 * Mean plus a number of standard deviations of the VMs' joint usage as a share of what they were promised, at most all of it.
 * Source: see {@link PeakPredictor}.
 */
record NSigma(double sigmas) implements PeakPredictor {

    @Override
    public double peakOfWarm(List<Usage> vms) {
        double[] shares = new double[KEPT];
        int count = 0;
        for (int back = 0; back < KEPT; back++) {
            double share = share(vms, back);
            if (!Double.isNaN(share)) {
                shares[count++] = share;
            }
        }
        double peak = meanPlus(Arrays.copyOf(shares, count));
        return Math.min(1, peak) * vms.stream().mapToDouble(Usage::promised).sum();
    }

    /** {@return what the VMs used of what they were promised, of those that a value is known of; NaN if that is none} */
    private static double share(List<Usage> vms, int back) {
        double used = 0;
        double promised = 0;
        boolean any = false;
        for (Usage vm : vms) {
            double value = vm.values()[back];
            if (!Double.isNaN(value)) {
                used += Math.min(value, vm.promised());
                promised += vm.promised();
                any = true;
            }
        }
        if (!any) {
            return Double.NaN;
        }
        return promised > 0 ? used / promised : 0;
    }

    private double meanPlus(double[] shares) {
        double mean = Arrays.stream(shares).average().orElse(1);
        double squares = Arrays.stream(shares)
                .map(share -> (share - mean) * (share - mean))
                .sum();
        return mean + (shares.length > 1 ? sigmas * Math.sqrt(squares / (shares.length - 1)) : 0);
    }
}
