// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlavorNeedsTest {

    @Test
    void whatCanBeToldOfHostsIsAskedOfThem() {
        FlavorNeeds needs = FlavorNeeds.of(Map.of(
                "trait:HW_CPU_X86_AVX2", "required",
                "trait:CUSTOM_OLD", "forbidden",
                "aggregate_instance_extra_specs:ssd", "true",
                "tier", "gold",
                "hw:cpu_policy", "dedicated",
                "quota:cpu_shares", "10"));

        assertThat(needs.needs())
                .containsExactlyInAnyOrder(
                        new Need.Trait("HW_CPU_X86_AVX2"),
                        new Need.NoTrait("CUSTOM_OLD"),
                        new Need.OfAggregate("ssd", "true"),
                        new Need.OfAggregate("tier", "gold"),
                        new Need.DedicatedCpus());
        assertThat(needs.devices()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "pci_passthrough:alias,a1:2,PCI devices",
        "resources:VGPU,1,VGPU",
        "resources_GPU1:VGPU,1,VGPU",
        "resources1:CUSTOM_FPGA,1,CUSTOM_FPGA",
        "accel:device_profile,p,accelerators",
        "hw:pmem,1GB,persistent memory",
        "hw:mem_encryption,True,encrypted memory"
    })
    void devicesTieAServerToItsHost(String key, String value, String device) {
        assertThat(FlavorNeeds.of(Map.of(key, value)).devices()).isEqualTo(Set.of(device));
    }

    @ParameterizedTest
    @CsvSource({
        "resources:VCPU,2",
        "resources:MEMORY_MB,1024",
        "resources:VGPU,0",
        "hw:numa_nodes,2",
        "hw:mem_page_size,large"
    })
    void whatIsOrdinaryOrNovasToRefuseTiesNothing(String key, String value) {
        assertThat(FlavorNeeds.of(Map.of(key, value)).devices()).isEmpty();
    }
}
