package io.affinity.core.reassignment;

/**
 * What a first, short run told.
 *
 * @param strategy that it followed
 * @param cost of the best placement that it found
 * @param falls how much the cost fell about each temperature, on the way through all of them
 */
record Pilot(Strategy strategy, double cost, double[] falls) {}
