// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.util.List;

/**
 * What a report shows of the cluster as a whole. Immutable and thread-safe.
 *
 * @param remarks sentences that belong under the headline; may be empty
 * @param demand a line for each resource, the first one shown first; may be empty
 * @param forecasts of all series
 * @param calibration of the forecasts
 * @param whatIf answers to questions; may be empty
 */
public record ClusterPicture(
        List<String> remarks,
        List<DemandLine> demand,
        ForecastStrips forecasts,
        Calibration calibration,
        List<WhatIfAnswer> whatIf) {

    /** Where nothing is known of it. */
    public static final ClusterPicture NONE =
            new ClusterPicture(List.of(), List.of(), ForecastStrips.NONE, Calibration.NONE, List.of());

    /** Copies the lists. */
    public ClusterPicture {
        remarks = List.copyOf(remarks);
        demand = List.copyOf(demand);
        whatIf = List.copyOf(whatIf);
    }
}
