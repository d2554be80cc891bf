package io.affinity.forecast.selection;

import io.affinity.spi.forecast.Forecaster;

/**
 * A forecaster that may be chosen.
 *
 * @param label tells candidates apart in descriptions
 */
record Candidate(String label, Forecaster forecaster) {}
