// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.settings;

import io.affinity.spi.model.Resource;
import java.util.List;
import java.util.Map;

/** What well-known exporters call VMs and their demand. */
public enum Preset {
    /**
     * prometheus-libvirt-exporter on each host, 0.2.0 and its like. VMs by their UUID. Its memory is what a VM has (the balloon), not
     * what it uses.
     */
    LIBVIRT_EXPORTER,

    /**
     * Node exporter inside each guest, whose {@code instance} begins with the name of its VM. On hosts it says nothing of VMs. CPU that
     * was stolen is demand: the guest wanted it.
     */
    NODE_EXPORTER,

    /** KubeVirt. VMs by {@code namespace/name}, as id or as name. Memory in use is what guests say they cannot give back. */
    KUBEVIRT,

    /**
     * Ceilometer of OpenStack in a Prometheus: by the gateway sg-core, by the exporter of its polling agents, or behind Aetos. VMs by the UUID of their
     * server, which {@code resource} is, or has in it. Memory is told of guests with a balloon driver only.
     */
    CEILOMETER;

    private static final String UUID = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    /** {@return whose a series is} */
    public VmLabel vm() {
        return switch (this) {
            case LIBVIRT_EXPORTER -> VmLabel.of("uuid");
            case NODE_EXPORTER -> new VmLabel(List.of("instance"), "([^:]+)(?::[0-9]+)?");
            case KUBEVIRT -> new VmLabel(List.of("namespace", "name"), null);
            // Disks are UUID-vda, interfaces instance-00000001-UUID-tap1234.
            case CEILOMETER -> new VmLabel(List.of("resource"), "(?:instance-[0-9a-f]+-)?(" + UUID + ")(?:-.+)?");
        };
    }

    /** {@return where the demand for each resource stands} */
    public Map<Resource, Measure> measures() {
        return switch (this) {
            case LIBVIRT_EXPORTER -> ExporterMeasures.LIBVIRT_EXPORTER;
            case NODE_EXPORTER -> ExporterMeasures.NODE_EXPORTER;
            case KUBEVIRT -> ExporterMeasures.KUBEVIRT;
            case CEILOMETER -> ExporterMeasures.CEILOMETER;
        };
    }
}
