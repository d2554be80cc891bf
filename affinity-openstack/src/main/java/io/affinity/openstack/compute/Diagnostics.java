// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.compute;

import io.affinity.openstack.json.Json;
import java.util.List;

/**
 * What the hypervisor counts of a server; NaN for what it does not tell.
 *
 * @param uptimeSeconds since it was started on its present host
 * @param cpuNanos of all virtual CPUs together
 * @param memoryUsedBytes in the guest
 */
public record Diagnostics(double uptimeSeconds, double cpuNanos, double memoryUsedBytes) {

    private static final double MIB = 1 << 20;

    /** Standardised, from 2.48 on. */
    static Diagnostics of(Json json) {
        double used = json.at("memory_details").at("used").number(0);
        List<Json> cpus = json.at("cpu_details").elements();
        return new Diagnostics(
                json.at("uptime").number(Double.NaN),
                cpus.isEmpty()
                        ? Double.NaN
                        : cpus.stream()
                                .mapToDouble(cpu -> cpu.at("time").number(Double.NaN))
                                .sum(),
                used > 0 ? used * MIB : Double.NaN);
    }
}
