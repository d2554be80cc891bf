// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the XML of a domain. */
final class DescriptionReader {

    /** The period of CPU limits where the XML states none, in microseconds. */
    private static final long DEFAULT_PERIOD = 100_000;

    private DescriptionReader() {}

    static DomainDescription read(Xml domain) {
        if (!domain.name().equals("domain")) {
            throw new MalformedDescriptionException(
                    "The outermost element (" + domain.name() + ") of a description must be domain.");
        }
        Xml vcpu = domain.first("vcpu");
        int vcpus = vcpu == null ? 1 : vcpu.count(1);
        return new DomainDescription(
                uuid(domain.text("uuid")),
                domain.text("name"),
                GuestMachine.of(domain),
                vcpus,
                cpuLimit(domain, vcpus),
                bytes(domain.first("memory")),
                networkLimit(domain),
                Pinning.of(domain),
                needsHostCpu(domain),
                neededFeatures(domain),
                HugepageNeed.of(domain),
                LocalDisks.of(domain),
                Obstacles.of(domain),
                names(domain, "interface"),
                names(domain, "disk"),
                LabelReader.read(domain));
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw new MalformedDescriptionException("The UUID (" + text + ") of a domain cannot be read.", e);
        }
    }

    private static long number(@Nullable Xml element, long otherwise) {
        return element == null ? otherwise : element.number(otherwise);
    }

    private static long bytes(@Nullable Xml element) {
        return element == null ? 0 : element.bytes(0);
    }

    /** The strictest of the two limits that libvirt knows: for each vCPU, and for the whole. */
    private static double cpuLimit(Xml domain, int vcpus) {
        double perVcpu = quota(domain, "period", "quota") * vcpus;
        return Math.min(perVcpu, quota(domain, "global_period", "global_quota"));
    }

    private static double quota(Xml domain, String period, String quota) {
        long micros = number(domain.first("cputune", quota), 0);
        return micros == 0
                ? Double.POSITIVE_INFINITY
                : (double) micros / Math.max(1, number(domain.first("cputune", period), DEFAULT_PERIOD));
    }

    /** Averages are in KiB/s there. */
    private static double networkLimit(Xml domain) {
        double sum = 0;
        for (Xml device : domain.all("devices", "interface")) {
            for (String direction : List.of("inbound", "outbound")) {
                Xml limit = device.first("bandwidth", direction);
                sum += limit == null || limit.number("average", 0) == 0
                        ? Double.POSITIVE_INFINITY
                        : limit.number("average", 0) * 1024.0;
            }
        }
        return sum == 0 ? Double.POSITIVE_INFINITY : sum;
    }

    /** The most that KVM can give is what the host has; the most that emulation can give is the same everywhere. */
    private static boolean needsHostCpu(Xml domain) {
        String mode = cpuMode(domain);
        return mode.equals("host-passthrough")
                || (mode.equals("maximum") && domain.attribute("type").equals("kvm"));
    }

    private static String cpuMode(Xml domain) {
        Xml cpu = domain.first("cpu");
        return cpu == null ? "" : cpu.attribute("mode");
    }

    private static Set<String> neededFeatures(Xml domain) {
        Set<String> needed = new TreeSet<>();
        Xml type = domain.first("os", "type");
        if (type != null && !type.attribute("arch").isEmpty()) {
            needed.add(FeatureName.architecture(type.attribute("arch")));
        }
        if (type != null && !type.attribute("machine").isEmpty()) {
            needed.add(FeatureName.machine(type.attribute("machine")));
        }
        String model = domain.text("cpu", "model");
        if (!model.isEmpty() && !cpuMode(domain).equals("host-passthrough")) {
            needed.add(FeatureName.guestCpu(domain.attribute("type"), model));
        }
        needed.addAll(HugepageNeed.of(domain).features());
        return needed;
    }

    private static List<String> names(Xml domain, String kind) {
        return domain.all("devices", kind, "target").stream()
                .map(target -> target.attribute("dev"))
                .filter(name -> !name.isEmpty())
                .toList();
    }
}
