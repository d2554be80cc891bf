// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.binding.TypedParameters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a domain has used since it was started on its host. Each kind is counted device by device, so that a device which comes
 * or goes does not look like traffic. An empty map means that the kind was not reported, or not in
 * full: a domain that is busy with a job tells only what does not disturb it.
 *
 * @param cpuNanos of the whole domain; of its vCPUs alone where no more is told, as by libvirt 8 where it uses no cgroups
 */
record Counters(
        Map<String, Long> cpuNanos,
        Map<String, Long> waitedNanos,
        Map<String, Long> networkBytes,
        Map<String, Long> diskBytes,
        Map<String, Long> diskOperations) {

    /** Stands for no traffic at all: a domain without devices is not one that reported nothing. */
    private static final String NO_DEVICE = "";

    static Counters of(TypedParameters values) {
        return new Counters(
                values.has("cpu.time") ? Map.of("cpu.time", values.number("cpu.time", 0)) : vcpus(values, "time"),
                vcpus(values, "delay"),
                devices(values, "net", List.of("rx.bytes", "tx.bytes")),
                devices(values, "block", List.of("rd.bytes", "wr.bytes")),
                devices(values, "block", List.of("rd.reqs", "wr.reqs")));
    }

    private static Map<String, Long> vcpus(TypedParameters values, String counter) {
        Map<String, Long> all = new LinkedHashMap<>();
        long vcpus = values.number("vcpu.maximum", 0);
        for (long vcpu = 0; vcpu < vcpus; vcpu++) {
            String name = "vcpu." + vcpu + "." + counter;
            if (values.has(name)) {
                all.put(name, values.number(name, 0));
            }
        }
        return all;
    }

    private static Map<String, Long> devices(TypedParameters values, String kind, List<String> counters) {
        if (!values.has(kind + ".count")) {
            return Map.of();
        }
        Map<String, Long> devices = new LinkedHashMap<>();
        devices.put(NO_DEVICE, 0L);
        long count = values.number(kind + ".count", 0);
        for (long device = 0; device < count; device++) {
            String prefix = kind + "." + device + ".";
            if (counters.stream().noneMatch(counter -> values.has(prefix + counter))) {
                return Map.of();
            }
            String name = values.text(prefix + "name");
            devices.put(
                    name == null ? prefix : name,
                    counters.stream()
                            .mapToLong(counter -> values.number(prefix + counter, 0))
                            .sum());
        }
        return devices;
    }
}
