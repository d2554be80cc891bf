// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the XML of a host's capabilities says.
 *
 * @param uuid empty if it has none, as are the two that follow
 * @param architecture such as {@code x86_64}
 * @param cpuModel as libvirt names it
 * @param defaultHugepageBytes zero if the host has no huge pages
 * @param features what guests can ask for, by the names of {@link FeatureName}
 */
public record HostCapabilities(
        String uuid,
        String architecture,
        String cpuModel,
        long defaultHugepageBytes,
        List<NumaCell> cells,
        Set<String> features) {

    public HostCapabilities {
        cells = List.copyOf(cells);
        features = Set.copyOf(features);
    }

    /**
     * {@return what the XML of a host's capabilities says}
     *
     * @throws MalformedDescriptionException if {@code xml} is no XML
     */
    public static HostCapabilities parse(String xml) {
        Xml capabilities = Xml.parse(xml);
        List<NumaCell> cells = cells(capabilities);
        long defaultHugepage = DefaultHugepage.bytes(capabilities, cells);
        return new HostCapabilities(
                capabilities.text("host", "uuid"),
                capabilities.text("host", "cpu", "arch"),
                capabilities.text("host", "cpu", "model"),
                defaultHugepage,
                cells,
                features(capabilities, cells, defaultHugepage));
    }

    static List<NumaCell> cells(Xml capabilities) {
        List<NumaCell> cells = new ArrayList<>();
        for (Xml cell : capabilities.all("host", "topology", "cells", "cell")) {
            Xml memory = cell.first("memory");
            cells.add(new NumaCell(
                    cell.count("id", 0),
                    memory == null ? 0 : memory.bytes(0),
                    cell.all("cpus", "cpu").stream()
                            .map(cpu -> cpu.count("id", 0))
                            .collect(Collectors.toSet()),
                    hugepages(cell)));
        }
        return cells;
    }

    /** The smallest size is that of ordinary pages: 4 KiB on most hosts, 16 or 64 KiB on some. */
    private static Map<Long, Long> hugepages(Xml cell) {
        SortedMap<Long, Long> pages = new TreeMap<>();
        for (Xml size : cell.all("pages")) {
            long bytes = Xml.bytes(size.number("size", 0), "KiB");
            pages.put(bytes, Math.min(size.number(0), Xml.MOST_BYTES / Math.max(1, bytes)));
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

    /**
     * {@return the CPUs that guests can have, by the names of {@link FeatureName}}
     *
     * @param virtualization such as {@code kvm}
     * @param domainCapabilities the XML that tells of them
     * @throws MalformedDescriptionException if it is no XML
     */
    public static Set<String> guestCpus(String virtualization, String domainCapabilities) {
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
