// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

/** What a domain used in each second between two readings; NaN where that cannot be said. */
record Rates(
        double cpuCores,
        double waitedCores,
        double networkBytesPerSecond,
        double diskBytesPerSecond,
        double diskOperationsPerSecond) {

    static final Rates UNKNOWN = new Rates(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
}
