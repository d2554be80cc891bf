// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

/** What all VMs of one priority have asked for and missed so far. CPU is in core seconds. */
final class VmMeter {

    private double requestedCpu;
    private double missedByMigrationCpu;
    private double unservedCpu;
    private double contendedSeconds;
    private double downSeconds;

    /**
     * @param fairCores what the VM's host has for it, before the VM loses a part because it migrates
     * @param servedCores what is left of that
     */
    void demand(double seconds, double wantedCores, double fairCores, double servedCores, boolean isMigrating) {
        requestedCpu += seconds * wantedCores;
        missedByMigrationCpu += isMigrating ? seconds * Math.max(0, wantedCores - servedCores) : 0;
        unservedCpu += seconds * Math.max(0, wantedCores - fairCores);
    }

    void contend(double seconds) {
        contendedSeconds += seconds;
    }

    void goDown(double seconds) {
        downSeconds += seconds;
    }

    double requestedCpu() {
        return requestedCpu;
    }

    double missedByMigrationCpu() {
        return missedByMigrationCpu;
    }

    double unservedCpu() {
        return unservedCpu;
    }

    double contendedSeconds() {
        return contendedSeconds;
    }

    double downSeconds() {
        return downSeconds;
    }
}
