// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the extra specs of a flavor ask of hosts, as far as it can be told whether a host has it. What is left (NUMA nodes, sizes of pages, room for disks, what images ask
 * for) is Nova's to refuse. Immutable.
 *
 * @param needs what a host must have
 * @param devices for which the server cannot be migrated, such as VGPU
 */
public record FlavorNeeds(List<Need> needs, Set<String> devices) {

    private static final String OF_AGGREGATE = "aggregate_instance_extra_specs:";

    private static final Pattern TRAIT = Pattern.compile("trait[A-Za-z0-9_-]*:(.+)");
    private static final Pattern RESOURCE = Pattern.compile("resources[A-Za-z0-9_-]*:(.+)");

    /** What every host has, and what a migration takes from one to the other. */
    private static final Set<String> ORDINARY = Set.of("VCPU", "PCPU", "MEMORY_MB", "DISK_GB");

    private static final Set<String> DEDICATED = Set.of("dedicated", "mixed");

    public FlavorNeeds {
        needs = List.copyOf(needs);
        devices = Set.copyOf(devices);
    }

    static FlavorNeeds of(Map<String, String> extraSpecs) {
        List<Need> needs = new ArrayList<>();
        Set<String> devices = new TreeSet<>();
        new TreeMap<>(extraSpecs).forEach((key, value) -> {
            Matcher trait = TRAIT.matcher(key);
            Matcher resource = RESOURCE.matcher(key);
            if (trait.matches()) {
                trait(trait.group(1), value, needs);
            } else if (resource.matches()) {
                resource(resource.group(1), value, needs, devices);
            } else if (key.startsWith(OF_AGGREGATE)) {
                needs.add(new Need.OfAggregate(key.substring(OF_AGGREGATE.length()), value));
            } else if (!key.contains(":")) {
                needs.add(new Need.OfAggregate(key, value));
            } else {
                scoped(key, value, needs, devices);
            }
        });
        return new FlavorNeeds(needs.stream().distinct().toList(), devices);
    }

    private static void trait(String name, String value, List<Need> needs) {
        if (value.equals("required")) {
            needs.add(new Need.Trait(name));
        } else if (value.equals("forbidden")) {
            needs.add(new Need.NoTrait(name));
        }
    }

    private static void resource(String name, String amount, List<Need> needs, Set<String> devices) {
        if (amount.equals("0")) {
            return;
        }
        if (name.equals("PCPU")) {
            needs.add(new Need.DedicatedCpus());
        } else if (!ORDINARY.contains(name)) {
            devices.add(name);
        }
    }

    private static void scoped(String key, String value, List<Need> needs, Set<String> devices) {
        switch (key) {
            case "hw:cpu_policy" -> {
                if (DEDICATED.contains(value)) {
                    needs.add(new Need.DedicatedCpus());
                }
            }
            case "pci_passthrough:alias" -> devices.add("PCI devices");
            case "accel:device_profile" -> devices.add("accelerators");
            case "hw:pmem" -> devices.add("persistent memory");
            case "hw:mem_encryption" -> {
                if (value.equalsIgnoreCase("true")) {
                    devices.add("encrypted memory");
                }
            }
            default -> {
                // Nothing that is known of hosts.
            }
        }
    }
}
