// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import java.util.List;

/**
 * A forecaster that may be chosen.
 *
 * @param label tells candidates apart in descriptions
 * @param periods the seasonal periods that it gets to know, in place of those of the request
 * @param looks how often a fit looks at each value, roughly
 */
record Candidate(String label, Forecaster forecaster, List<Integer> periods, int looks) {

    FitResult fit(ForecastRequest request) {
        return forecaster.fit(request.withSeasonalPeriods(periods));
    }

    /** {@return what a fit costs, in values seen} */
    long effort(ForecastRequest request) {
        return (long) looks * request.history().length();
    }
}
