// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.inventory;

import io.affinity.spi.model.HostId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Whether a host can take over a VM that runs on another, as far as their hardware and hypervisors tell. What a host does not
 * tell of itself is not held against it.
 *
 * @param source where the VM runs
 * @param target to which it is to go
 */
public record HostFit(HostId source, HostFacts sourceFacts, HostId target, HostFacts targetFacts) {

    /** libvirt writes a version as 1,000,000 times the first number, 1,000 times the second, and the third. */
    private static final long RELEASE = 1_000;

    /** {@return what is in the way; nothing if the VM may go} */
    public List<Obstacle> obstacles(DomainDescription vm) {
        List<Obstacle> found = new ArrayList<>();
        hypervisor(found);
        if (vm.needsHostCpu()) {
            hostCpu(found);
        }
        missing("CPUs", vm.pinning().cpus(), targetFacts.cpuIds(), found);
        missing("NUMA cells", vm.pinning().cells(), targetFacts.cellIds(), found);
        return found;
    }

    /**
     * A newer hypervisor may send what an older one does not understand, even for a machine type that both know; it is promised
     * the other way round only. The third number is one of corrections, which keep to the promise.
     */
    private void hypervisor(List<Obstacle> found) {
        long own = sourceFacts.hypervisorVersion();
        long other = targetFacts.hypervisorVersion();
        if (!sourceFacts.driver().equals(targetFacts.driver())) {
            found.add(new Obstacle(
                    "hypervisor",
                    target + " runs " + targetFacts.driver() + ", and " + source + " " + sourceFacts.driver() + "."));
        } else if (own > 0 && other > 0 && other / RELEASE < own / RELEASE) {
            found.add(new Obstacle(
                    "hypervisor",
                    target + " runs " + targetFacts.driver() + " " + written(other) + ", which is older than the "
                            + written(own) + " of " + source + "."));
        }
    }

    private static String written(long version) {
        return version / (RELEASE * RELEASE) + "." + version / RELEASE % RELEASE + "." + version % RELEASE;
    }

    /** A CPU of the same signature still lacks what its firmware or microcode has turned off. */
    private void hostCpu(List<Obstacle> found) {
        String own = name(sourceFacts);
        String other = name(targetFacts);
        if (!own.equals(other)) {
            found.add(new Obstacle(
                    "cpu",
                    "The VM was given the very CPU of " + source + " (" + own + "), and " + target + " has another ("
                            + other + ")."));
            return;
        }
        Set<String> missing = new TreeSet<>(sourceFacts.features());
        missing.removeIf(feature -> !feature.startsWith(FeatureName.CPU_FEATURE));
        missing.removeAll(targetFacts.features());
        if (!missing.isEmpty()) {
            found.add(new Obstacle(
                    "cpu",
                    "The VM was given the very CPU of " + source + " (" + own + "), and that of " + target + " lacks "
                            + String.join(", ", missing) + "."));
        }
    }

    private static String name(HostFacts host) {
        String name = (host.cpuModel() + " " + host.hostCpuFeature()).strip();
        return name.isEmpty() ? "of no known name" : name;
    }

    private void missing(String parts, Set<Integer> needed, Set<Integer> present, List<Obstacle> found) {
        Set<Integer> missing = new TreeSet<>(needed);
        missing.removeAll(present);
        if (!missing.isEmpty() && !present.isEmpty()) {
            found.add(new Obstacle(
                    "pinning",
                    "The VM is pinned to " + parts + " " + written(needed) + ", and " + target + " has no "
                            + written(missing) + "."));
        }
    }

    private static String written(Collection<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
