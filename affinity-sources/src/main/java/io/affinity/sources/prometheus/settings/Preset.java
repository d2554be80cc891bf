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
    KUBEVIRT;

    /** {@return whose a series is} */
    public VmLabel vm() {
        return switch (this) {
            case LIBVIRT_EXPORTER -> VmLabel.of("uuid");
            case NODE_EXPORTER -> new VmLabel(List.of("instance"), "([^:]+)(?::[0-9]+)?");
            case KUBEVIRT -> new VmLabel(List.of("namespace", "name"), null);
        };
    }

    /** {@return where the demand for each resource stands} */
    public Map<Resource, Measure> measures() {
        return switch (this) {
            case LIBVIRT_EXPORTER -> ExporterMeasures.LIBVIRT_EXPORTER;
            case NODE_EXPORTER -> ExporterMeasures.NODE_EXPORTER;
            case KUBEVIRT -> ExporterMeasures.KUBEVIRT;
        };
    }
}
