// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.compute;

import io.affinity.openstack.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What the hypervisor counts of a server; NaN for what it does not tell.
 *
 * @param state such as running
 * @param uptimeSeconds since it was started on its present host
 * @param cpuNanos of all virtual CPUs together
 * @param memoryUsedBytes in the guest
 * @param networkBytes received and sent
 * @param diskBytes read and written
 * @param diskOperations read and written
 */
public record Diagnostics(
        String state,
        double uptimeSeconds,
        double cpuNanos,
        double memoryUsedBytes,
        double networkBytes,
        double diskBytes,
        double diskOperations) {

    private static final double MIB = 1 << 20;

    /** Standardised, from 2.48 on. */
    static Diagnostics of(Json json) {
        double used = json.at("memory_details").at("used").number(0);
        return new Diagnostics(
                json.at("state").text(""),
                json.at("uptime").number(Double.NaN),
                sum(json.at("cpu_details").elements(), cpu -> cpu.at("time").number(Double.NaN)),
                used > 0 ? used * MIB : Double.NaN,
                sum(
                        json.at("nic_details").elements(),
                        nic -> nic.at("rx_octets").number(0)
                                + nic.at("tx_octets").number(0)),
                sum(
                        json.at("disk_details").elements(),
                        disk -> disk.at("read_bytes").number(0)
                                + disk.at("write_bytes").number(0)),
                sum(
                        json.at("disk_details").elements(),
                        disk -> disk.at("read_requests").number(0)
                                + disk.at("write_requests").number(0)));
    }

    private static double sum(List<Json> parts, ToDoubleFunction<Json> counter) {
        return parts.isEmpty()
                ? Double.NaN
                : parts.stream().mapToDouble(counter).sum();
    }

    /** {@return the counters by name, for those that count} */
    public Map<String, Double> counters() {
        Map<String, Double> counters = new LinkedHashMap<>();
        counters.put("cpu", cpuNanos);
        counters.put("network", networkBytes);
        counters.put("disk", diskBytes);
        counters.put("operations", diskOperations);
        return counters;
    }
}
