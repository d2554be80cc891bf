// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.calibration;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.spi.demand.TimeSeries;
import io.affinity.spi.forecast.ForecastRequest;

/** How large errors may be where none have been seen. */
final class PriorScale {

    /** Its square is still finite. */
    static final double LARGEST = StateReader.LARGEST;

    private PriorScale() {}

    /** {@return spread and a quarter of the size of the values, and a tenth of the range: wide, but in the right order} */
    static double of(ForecastRequest request) {
        TimeSeries history = request.history();
        int present = history.present();
        double absolute = 0;
        double mean = 0;
        for (int i = 0; i < history.length(); i++) {
            if (!Double.isNaN(history.value(i))) {
                absolute += Math.abs(history.value(i)) / present;
                mean += history.value(i) / present;
            }
        }
        double squares = 0;
        for (int i = 0; i < history.length(); i++) {
            if (!Double.isNaN(history.value(i))) {
                squares += (history.value(i) - mean) * (history.value(i) - mean) / present;
            }
        }
        double range = request.upper() - request.lower();
        return Math.min(LARGEST, Math.sqrt(squares) + absolute / 4 + (Double.isFinite(range) ? range / 10 : 0));
    }
}
