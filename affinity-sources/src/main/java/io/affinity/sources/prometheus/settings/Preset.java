package io.affinity.sources.prometheus.settings;

import io.affinity.spi.model.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What well-known exporters call VMs and their demand. */
public enum Preset {
    /**
     * prometheus-libvirt-exporter on each host, 0.2.0 and its like. VMs by their UUID. Its memory is what a VM has (the balloon), not
     * what it uses.
     */
    LIBVIRT_EXPORTER(
            VmLabel.of("uuid"),
            Map.of(
                    Resource.CPU,
                    counters(Set.of(), "libvirt_domain_info_cpu_time_seconds_total"),
                    Resource.MEMORY,
                    new Measure.Gauge("libvirt_domain_info_memory_usage_bytes", Set.of(), 1),
                    Resource.NETWORK,
                    counters(
                            Set.of("target_device"),
                            "libvirt_domain_interface_stats_receive_bytes_total",
                            "libvirt_domain_interface_stats_transmit_bytes_total"),
                    Resource.DISK_THROUGHPUT,
                    counters(
                            Set.of("target_device"),
                            "libvirt_domain_block_stats_read_bytes_total",
                            "libvirt_domain_block_stats_write_bytes_total"),
                    Resource.DISK_OPERATIONS,
                    counters(
                            Set.of("target_device"),
                            "libvirt_domain_block_stats_read_requests_total",
                            "libvirt_domain_block_stats_write_requests_total"))),

    /**
     * Node exporter inside each guest, whose {@code instance} begins with the name of its VM. On hosts it says nothing of VMs. CPU that
     * was stolen is demand: the guest wanted it.
     */
    NODE_EXPORTER(
            new VmLabel(List.of("instance"), "([^:]+)(?::[0-9]+)?"),
            Map.of(
                    Resource.CPU,
                    counters(Set.of("cpu", "mode"), "node_cpu_seconds_total{mode!~\"idle|iowait|guest|guest_nice\"}"),
                    Resource.MEMORY,
                    new Measure.Gauge(
                            "node_memory_MemTotal_bytes{$vms} - node_memory_MemAvailable_bytes{$vms}", Set.of(), 1),
                    Resource.NETWORK,
                    counters(
                            Set.of("device"),
                            "node_network_receive_bytes_total{device!~\"lo|veth.*|docker.*|br-.*|virbr.*\"}",
                            "node_network_transmit_bytes_total{device!~\"lo|veth.*|docker.*|br-.*|virbr.*\"}"),
                    Resource.DISK_THROUGHPUT,
                    counters(
                            Set.of("device"),
                            "node_disk_read_bytes_total{device!~\"dm-.*|md.*|loop.*|ram.*|sr.*\"}",
                            "node_disk_written_bytes_total{device!~\"dm-.*|md.*|loop.*|ram.*|sr.*\"}"),
                    Resource.DISK_OPERATIONS,
                    counters(
                            Set.of("device"),
                            "node_disk_reads_completed_total{device!~\"dm-.*|md.*|loop.*|ram.*|sr.*\"}",
                            "node_disk_writes_completed_total{device!~\"dm-.*|md.*|loop.*|ram.*|sr.*\"}"))),

    /** KubeVirt. VMs by {@code namespace/name}, as id or as name. Memory in use is what guests say they cannot give back. */
    KUBEVIRT(
            new VmLabel(List.of("namespace", "name"), null),
            Map.of(
                    Resource.CPU,
                    counters(Set.of(), "kubevirt_vmi_cpu_usage_seconds_total"),
                    Resource.MEMORY,
                    new Measure.Gauge(
                            "kubevirt_vmi_memory_available_bytes{$vms} - kubevirt_vmi_memory_usable_bytes{$vms}",
                            Set.of(),
                            1),
                    Resource.NETWORK,
                    counters(
                            Set.of("interface"),
                            "kubevirt_vmi_network_receive_bytes_total",
                            "kubevirt_vmi_network_transmit_bytes_total"),
                    Resource.DISK_THROUGHPUT,
                    counters(
                            Set.of("drive"),
                            "kubevirt_vmi_storage_read_traffic_bytes_total",
                            "kubevirt_vmi_storage_write_traffic_bytes_total"),
                    Resource.DISK_OPERATIONS,
                    counters(
                            Set.of("drive"),
                            "kubevirt_vmi_storage_iops_read_total",
                            "kubevirt_vmi_storage_iops_write_total")));

    private final VmLabel vm;
    private final Map<Resource, Measure> measures;

    Preset(VmLabel vm, Map<Resource, Measure> measures) {
        this.vm = vm;
        this.measures = measures;
    }

    private static Measure counters(Set<String> parts, String... selectors) {
        return new Measure.Counter(List.of(selectors), parts, 1);
    }

    /** {@return whose a series is} */
    public VmLabel vm() {
        return vm;
    }

    /** {@return where the demand for each resource stands} */
    public Map<Resource, Measure> measures() {
        return measures;
    }
}
