// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.settings;

import io.affinity.spi.model.Resource;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where exporters say what VMs demand. */
final class ExporterMeasures {

    private static final String REAL_INTERFACES = "{device!~\"lo|veth.*|docker.*|br-.*|virbr.*\"}";

    /** What is stacked on other disks would count twice. */
    private static final String REAL_DISKS = "{device!~\"dm-.*|md.*|loop.*|ram.*|sr.*\"}";

    static final Map<Resource, Measure> LIBVIRT_EXPORTER = Map.of(
            Resource.CPU,
            counters(Set.of(), "libvirt_domain_info_cpu_time_seconds_total"),
            Resource.MEMORY,
            gauge("libvirt_domain_info_memory_usage_bytes"),
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
                    "libvirt_domain_block_stats_write_requests_total"));

    /** Time of nested guests is in that of users already. */
    static final Map<Resource, Measure> NODE_EXPORTER = Map.of(
            Resource.CPU,
            counters(Set.of("cpu", "mode"), "node_cpu_seconds_total{mode!~\"idle|iowait|guest|guest_nice\"}"),
            Resource.MEMORY,
            gauge("node_memory_MemTotal_bytes{$vms} - node_memory_MemAvailable_bytes{$vms}"),
            Resource.NETWORK,
            counters(
                    Set.of("device"),
                    "node_network_receive_bytes_total" + REAL_INTERFACES,
                    "node_network_transmit_bytes_total" + REAL_INTERFACES),
            Resource.DISK_THROUGHPUT,
            counters(
                    Set.of("device"),
                    "node_disk_read_bytes_total" + REAL_DISKS,
                    "node_disk_written_bytes_total" + REAL_DISKS),
            Resource.DISK_OPERATIONS,
            counters(
                    Set.of("device"),
                    "node_disk_reads_completed_total" + REAL_DISKS,
                    "node_disk_writes_completed_total" + REAL_DISKS));

    static final Map<Resource, Measure> KUBEVIRT = Map.of(
            Resource.CPU,
            counters(Set.of(), "kubevirt_vmi_cpu_usage_seconds_total"),
            Resource.MEMORY,
            gauge("kubevirt_vmi_memory_available_bytes{$vms} - kubevirt_vmi_memory_usable_bytes{$vms}"),
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
            counters(Set.of("drive"), "kubevirt_vmi_storage_iops_read_total", "kubevirt_vmi_storage_iops_write_total"));

    /** The disk or interface of a VM has a resource and a name of its own. */
    private static final Set<String> DEVICES = Set.of("resource", "resource_name");

    static final Map<Resource, Measure> CEILOMETER = Map.of(
            Resource.CPU,
            new Measure.Counter(List.of("ceilometer_cpu"), Set.of(), 1e-9),
            Resource.MEMORY,
            new Measure.Gauge("ceilometer_memory_usage", Set.of(), 0x1p20),
            Resource.NETWORK,
            counters(DEVICES, "ceilometer_network_incoming_bytes", "ceilometer_network_outgoing_bytes"),
            Resource.DISK_THROUGHPUT,
            counters(DEVICES, "ceilometer_disk_device_read_bytes", "ceilometer_disk_device_write_bytes"),
            Resource.DISK_OPERATIONS,
            counters(DEVICES, "ceilometer_disk_device_read_requests", "ceilometer_disk_device_write_requests"));

    private ExporterMeasures() {}

    private static Measure gauge(String expression) {
        return new Measure.Gauge(expression, Set.of(), 1);
    }

    private static Measure counters(Set<String> parts, String... selectors) {
        return new Measure.Counter(List.of(selectors), parts, 1);
    }
}
