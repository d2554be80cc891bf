// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a simulation came to.
 *
 * <p>SLATAH, PDM, SLAV and ESV are those of Beloglazov and Buyya 2012, section 6.3, as CloudSim 3.0.3 computes them: a host
 * that receives a VM counts as violating until the VM has arrived, as it serves only a part of what the VM asks for.
 * {@code contendedShare} leaves that out and counts only demand above capacity.
 *
 * <p>Unserved is what VMs wanted and their hosts did not have: each second, the CPU that a VM wants less its share of what
 * the host has, which is the same share of demand for all its VMs. What a VM loses because it migrates is not in it (that is
 * {@code pdm}), while what its arrival takes from others on a host that is short is. Neither is what it would have wanted
 * while it stood still or its host was down ({@code downtimeSeconds}), nor what memory or the network was short of.
 *
 * @param energyKwh electric energy of all hosts
 * @param migrations that ended, however they did
 * @param migrationsCompleted of them
 * @param slatah SLA violation time per active host, 0 to 1
 * @param pdm performance degradation due to migrations, 0 to 1
 * @param slav {@code slatah x pdm}
 * @param esv {@code energyKwh x slav}
 * @param contendedShare of active host time, 0 to 1
 * @param pingPong migrations to a host that the VM had left within {@link Simulation#PING_PONG_WINDOW}
 * @param downtimeSeconds of all VMs, by migration and host crash
 * @param contentionMinutesByPriority VM minutes on hosts that were short, by name of priority, heaviest first
 * @param hostHoursActive time hosts spent with load
 * @param demandedCoreHours CPU that all VMs wanted while they ran
 * @param unservedCoreHours of them, those that hosts did not have
 * @param hostMinutesShort time hosts spent with demand for any resource above capacity
 * @param mostVmsOnHost the most VMs that ran on one host at any cycle
 */
public record Figures(
        double energyKwh,
        int migrations,
        int migrationsCompleted,
        double slatah,
        double pdm,
        double slav,
        double esv,
        double contendedShare,
        int pingPong,
        double downtimeSeconds,
        Map<String, Double> contentionMinutesByPriority,
        double hostHoursActive,
        double demandedCoreHours,
        double unservedCoreHours,
        double hostMinutesShort,
        int mostVmsOnHost) {

    public Figures {
        contentionMinutesByPriority = Collections.unmodifiableMap(new LinkedHashMap<>(contentionMinutesByPriority));
    }

    /** {@return VM minutes of contention of all priorities} */
    public double contentionMinutes() {
        return contentionMinutesByPriority.values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    /** {@return the unserved share of all core hours that were demanded, 0 to 1; 0 if nothing was} */
    public double unservedShare() {
        return demandedCoreHours > 0 ? unservedCoreHours / demandedCoreHours : 0;
    }
}
