package io.affinity.core.simulation;

/** What all VMs of one priority have asked for and missed so far. CPU is in core seconds. */
final class VmMeter {

    private double requestedCpu;
    private double missedByMigrationCpu;
    private double contendedSeconds;
    private double downSeconds;

    void demand(double seconds, double wantedCores, double servedCores, boolean isMigrating) {
        requestedCpu += seconds * wantedCores;
        missedByMigrationCpu += isMigrating ? seconds * Math.max(0, wantedCores - servedCores) : 0;
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

    double contendedSeconds() {
        return contendedSeconds;
    }

    double downSeconds() {
        return downSeconds;
    }
}
