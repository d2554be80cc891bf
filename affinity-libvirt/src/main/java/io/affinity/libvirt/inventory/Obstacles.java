// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import java.util.ArrayList;
import java.util.List;

/** Finds what libvirt or QEMU refuse to migrate live, as far as the XML shows it. */
final class Obstacles {

    private Obstacles() {}

    static List<Obstacle> of(Xml domain) {
        List<Obstacle> found = new ArrayList<>();
        hostDevices(domain, found);
        interfaces(domain, found);
        sharedMemory(domain, found);
        fileSystems(domain, found);
        memoryModules(domain, found);
        security(domain, found);
        processor(domain, found);
        return found;
    }

    private static void hostDevices(Xml domain, List<Obstacle> found) {
        for (Xml device : domain.all("devices", "hostdev")) {
            if (!isStandby(device)) {
                found.add(new Obstacle(
                        "hostdev " + device.attribute("type") + " " + address(device),
                        "A device of the host is handed through to the guest."));
            }
        }
    }

    private static void interfaces(Xml domain, List<Obstacle> found) {
        for (Xml device : domain.all("devices", "interface")) {
            String type = device.attribute("type");
            if ((type.equals("hostdev") && !isStandby(device)) || type.equals("vdpa")) {
                Xml mac = device.first("mac");
                found.add(new Obstacle(
                        "interface " + type + " " + (mac == null ? "" : mac.attribute("address")),
                        "A network device of the host is handed through to the guest."));
            }
        }
    }

    /** libvirt unplugs such a device before a migration by itself, and its partner carries the traffic meanwhile. */
    private static boolean isStandby(Xml device) {
        Xml teaming = device.first("teaming");
        return teaming != null && teaming.attribute("type").equals("transient");
    }

    private static String address(Xml device) {
        Xml address = device.first("source", "address");
        if (address == null) {
            return device.text("source");
        }
        List<String> parts = new ArrayList<>();
        for (String name : List.of("domain", "bus", "slot", "function", "device", "uuid", "unit")) {
            if (!address.attribute(name).isEmpty()) {
                parts.add(address.attribute(name));
            }
        }
        return String.join(":", parts);
    }

    private static void sharedMemory(Xml domain, List<Obstacle> found) {
        for (Xml device : domain.all("devices", "shmem")) {
            if (!device.attribute("role").equals("master")) {
                found.add(new Obstacle(
                        "shmem " + device.attribute("name"),
                        "The guest shares memory with others on its host (ivshmem)."));
            }
        }
    }

    private static void fileSystems(Xml domain, List<Obstacle> found) {
        for (Xml device : domain.all("devices", "filesystem")) {
            Xml target = device.first("target");
            found.add(new Obstacle(
                    "filesystem " + (target == null ? "" : target.attribute("dir")),
                    "A folder of the host is shared with the guest; mounted, it prevents live migration."));
        }
    }

    private static void memoryModules(Xml domain, List<Obstacle> found) {
        for (Xml device : domain.all("devices", "memory")) {
            String model = device.attribute("model");
            if (model.equals("nvdimm") || model.equals("virtio-pmem") || model.startsWith("sgx")) {
                found.add(new Obstacle("memory " + model, "The guest uses memory that belongs to its host."));
            }
        }
        for (Xml device : domain.all("devices", "tpm")) {
            Xml backend = device.first("backend");
            if (backend != null && backend.attribute("type").equals("passthrough")) {
                found.add(new Obstacle("tpm", "The security chip of the host is handed through to the guest."));
            }
        }
    }

    private static void security(Xml domain, List<Obstacle> found) {
        Xml launch = domain.first("launchSecurity");
        if (launch != null) {
            found.add(new Obstacle(
                    "launchSecurity " + launch.attribute("type"), "The guest's memory is encrypted for its host."));
        }
    }

    private static void processor(Xml domain, List<Obstacle> found) {
        boolean fixedFrequency = domain.all("clock", "timer").stream()
                .anyMatch(timer -> timer.attribute("name").equals("tsc")
                        && !timer.attribute("frequency").isEmpty());
        for (Xml feature : domain.all("cpu", "feature")) {
            if (feature.attribute("name").equals("invtsc")
                    && feature.attribute("policy").equals("require")
                    && !fixedFrequency) {
                found.add(new Obstacle(
                        "cpu invtsc", "The guest relies on a clock rate of its host's CPU that is not fixed."));
            }
        }
    }
}
