// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import io.affinity.core.power.PowerModel;

/** What one host has consumed and violated so far. */
final class HostMeter {

    private final PowerModel power;
    private final boolean sleepsWithoutLoad;
    private double joules;
    private double activeSeconds;
    private double violatedSeconds;
    private double contendedSeconds;

    HostMeter(PowerModel power, boolean sleepsWithoutLoad) {
        this.power = power;
        this.sleepsWithoutLoad = sleepsWithoutLoad;
    }

    /** Power follows the utilization, which runs in a straight line; a host without load may sleep. */
    void consume(double seconds, double utilizationBefore, double utilizationAfter) {
        if (utilizationBefore > 0 || !sleepsWithoutLoad) {
            joules += seconds * (power.watts(utilizationBefore) + power.watts(utilizationAfter)) / 2;
        }
    }

    /**
     * @param isViolated less is served than asked for, VMs on their way in included
     * @param isContended demand exceeds capacity
     */
    void serve(double seconds, boolean isActive, boolean isViolated, boolean isContended) {
        if (isActive) {
            activeSeconds += seconds;
            violatedSeconds += isViolated ? seconds : 0;
            contendedSeconds += isContended ? seconds : 0;
        }
    }

    double joules() {
        return joules;
    }

    double activeSeconds() {
        return activeSeconds;
    }

    double violatedSeconds() {
        return violatedSeconds;
    }

    double contendedSeconds() {
        return contendedSeconds;
    }
}
