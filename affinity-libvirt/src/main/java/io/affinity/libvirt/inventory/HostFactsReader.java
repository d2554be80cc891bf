package io.affinity.libvirt.inventory;

import io.affinity.libvirt.access.CallRefusedException;
import io.affinity.libvirt.binding.HostSummary;
import io.affinity.libvirt.binding.NativeConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Asks a host what it is made of. */
final class HostFactsReader {

    private HostFactsReader() {}

    static HostFacts read(NativeConnection host) {
        Xml capabilities = Xml.parse(host.host().capabilities());
        HostSummary summary = host.host().summary();
        List<NumaCell> cells = cells(capabilities);
        long defaultHugepage = DefaultHugepage.bytes(capabilities, cells);
        Set<String> features = features(capabilities, cells, defaultHugepage);
        for (String virtualization : List.of("kvm", "qemu")) {
            String guests = supported(host, c -> c.host().domainCapabilities(null, null, null, virtualization), "");
            if (!guests.isEmpty()) {
                features.addAll(guestCpus(virtualization, guests));
            }
        }
        return new HostFacts(
                host.host().hostName(),
                capabilities.text("host", "uuid"),
                host.host().driver(),
                supported(host, c -> c.host().hypervisorVersion(), 0L),
                defaultHugepage,
                capabilities.text("host", "cpu", "arch"),
                capabilities.text("host", "cpu", "model"),
                summary.cpus(),
                memoryBytes(host, summary),
                cells,
                features);
    }

    /** The summary counts too little on machines to which memory was added while they ran. */
    private static long memoryBytes(NativeConnection host, HostSummary summary) {
        Map<String, Long> memory = supported(host, c -> c.host().memoryKibibytes(), Map.of());
        Long total = memory.get("total");
        return total == null ? summary.memoryBytes() : total * 1024;
    }

    /** Drivers differ in what they can tell; what one of them does not know is left out. */
    private static <T> T supported(NativeConnection host, Function<NativeConnection, T> question, T otherwise) {
        try {
            return question.apply(host);
        } catch (CallRefusedException e) {
            return otherwise;
        }
    }

    static List<NumaCell> cells(Xml capabilities) {
        List<NumaCell> cells = new ArrayList<>();
        for (Xml cell : capabilities.all("host", "topology", "cells", "cell")) {
            Xml memory = cell.first("memory");
            cells.add(new NumaCell(
                    (int) cell.number("id", 0),
                    memory == null ? 0 : memory.bytes(0),
                    cell.all("cpus", "cpu").stream()
                            .map(cpu -> (int) cpu.number("id", 0))
                            .collect(Collectors.toSet()),
                    hugepages(cell)));
        }
        return cells;
    }

    /** The smallest size is that of ordinary pages: 4 KiB on most hosts, 16 or 64 KiB on some. */
    private static Map<Long, Long> hugepages(Xml cell) {
        SortedMap<Long, Long> pages = new TreeMap<>();
        for (Xml size : cell.all("pages")) {
            pages.put(size.number("size", 0) * 1024, size.number(0));
        }
        if (!pages.isEmpty()) {
            pages.remove(pages.firstKey());
        }
        pages.values().removeIf(count -> count == 0);
        return pages;
    }

    static Set<String> features(Xml capabilities, List<NumaCell> cells, long defaultHugepage) {
        Set<String> features = new TreeSet<>();
        Xml signature = capabilities.first("host", "cpu", "signature");
        if (signature != null) {
            features.add(FeatureName.hostCpu(
                    capabilities.text("host", "cpu", "vendor"),
                    signature.attribute("family"),
                    signature.attribute("model"),
                    signature.attribute("stepping")));
        }
        capabilities
                .all("host", "cpu", "feature")
                .forEach(feature -> features.add(FeatureName.cpuFeature(feature.attribute("name"))));
        for (Xml guest : capabilities.all("guest", "arch")) {
            features.add(FeatureName.architecture(guest.attribute("name")));
            addMachines(features, guest);
            guest.all("domain").forEach(domain -> addMachines(features, domain));
        }
        cells.forEach(
                cell -> cell.hugepagesByBytes().keySet().forEach(size -> features.add(FeatureName.hugepages(size))));
        if (features.contains(FeatureName.hugepages(defaultHugepage))) {
            features.add(FeatureName.DEFAULT_HUGEPAGES);
        }
        if (!cells.isEmpty()) {
            features.add(FeatureName.numaCells(cells.size()));
        }
        return features;
    }

    /** An alias such as {@code pc} means another machine on each version, so that what it stands for counts too. */
    private static void addMachines(Set<String> features, Xml parent) {
        for (Xml machine : parent.all("machine")) {
            features.add(FeatureName.machine(machine.text()));
            if (!machine.attribute("canonical").isEmpty()) {
                features.add(FeatureName.machine(machine.attribute("canonical")));
            }
        }
    }

    static Set<String> guestCpus(String virtualization, String domainCapabilities) {
        Set<String> features = new TreeSet<>();
        for (Xml mode : Xml.parse(domainCapabilities).all("cpu", "mode")) {
            if (mode.attribute("name").equals("custom")) {
                mode.all("model").stream()
                        .filter(model -> model.attribute("usable").equals("yes"))
                        .forEach(model -> features.add(FeatureName.guestCpu(virtualization, model.text())));
            }
        }
        return features;
    }
}
