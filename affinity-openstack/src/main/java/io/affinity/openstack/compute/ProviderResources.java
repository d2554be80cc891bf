// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.compute;

import io.affinity.openstack.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What a provider has and what is taken of it, by class of resource such as VCPU and MEMORY_MB.
 *
 * @param traits what its hardware and hypervisor offer
 */
public record ProviderResources(Map<String, Amount> inventory, Map<String, Double> usages, Set<String> traits) {

    /** VCPUs that share the CPUs of their host. */
    public static final String VCPU = "VCPU";

    /** CPUs that belong to one VCPU. */
    public static final String PCPU = "PCPU";

    public static final String MEMORY_MB = "MEMORY_MB";

    /**
     * How much there is of a class.
     *
     * @param reserved not for servers
     * @param allocationRatio how often the rest may be promised
     */
    public record Amount(double total, double reserved, double allocationRatio) {

        /** {@return how much may be promised} */
        public double promisable() {
            return (total - reserved) * allocationRatio;
        }
    }

    public ProviderResources {
        inventory = Map.copyOf(inventory);
        usages = Map.copyOf(usages);
        traits = Set.copyOf(traits);
    }

    static Map<String, Amount> inventory(Json json) {
        Map<String, Amount> all = new LinkedHashMap<>();
        json.at("inventories")
                .members()
                .forEach((name, amount) -> all.put(
                        name,
                        new Amount(
                                amount.at("total").number(0),
                                amount.at("reserved").number(0),
                                amount.at("allocation_ratio").number(1))));
        return all;
    }

    static Map<String, Double> usages(Json json) {
        Map<String, Double> all = new LinkedHashMap<>();
        json.at("usages").members().forEach((name, used) -> all.put(name, used.number(0)));
        return all;
    }

    /** {@return how much of a class there is, if any} */
    public Amount amount(String name) {
        return inventory.getOrDefault(name, new Amount(0, 0, 1));
    }
}
