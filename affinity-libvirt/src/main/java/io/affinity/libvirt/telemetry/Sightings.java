// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import io.affinity.libvirt.binding.DomainState;
import io.affinity.spi.model.HostId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the one host of each VM. While it migrates, two hosts know it: it counts where it runs. A copy that only waits for a
 * migration is not a VM, and one that was last seen on a host which does not answer now is still taken to be there, unless
 * another host runs it.
 */
final class Sightings {

    private record Candidate(HostId host, DomainReading reading, boolean answers) {

        boolean runs() {
            return answers && reading.state().runs();
        }

        /** Neither switched off nor one half of a migration. */
        boolean isLive() {
            return answers && !isHeld();
        }

        boolean isHeld() {
            return reading.state().isHeldByMigration();
        }
    }

    private Sightings() {}

    /**
     * {@return one sighting for each VM, by UUID}
     *
     * @param answered what hosts say now
     * @param silent what hosts that do not answer said last
     * @param before where VMs were last
     */
    static Map<UUID, Sighting> of(
            Map<HostId, HostReading> answered, Map<HostId, HostReading> silent, Map<UUID, HostId> before) {
        Map<UUID, List<Candidate>> candidates = new LinkedHashMap<>();
        collect(answered, true, candidates);
        collect(silent, false, candidates);
        Map<UUID, Sighting> sightings = new LinkedHashMap<>();
        candidates.forEach((uuid, seen) -> {
            Sighting sighting = choose(seen, before.get(uuid));
            if (sighting != null) {
                sightings.put(uuid, sighting);
            }
        });
        return sightings;
    }

    private static void collect(
            Map<HostId, HostReading> readings, boolean answers, Map<UUID, List<Candidate>> candidates) {
        readings.forEach((host, reading) -> {
            for (DomainReading domain : reading.domains()) {
                int state = domain.state().state();
                if (state != DomainState.SHUT_OFF && state != DomainState.CRASHED) {
                    candidates
                            .computeIfAbsent(domain.key().uuid(), uuid -> new ArrayList<>())
                            .add(new Candidate(host, domain, answers));
                }
            }
        });
    }

    private static @Nullable Sighting choose(List<Candidate> seen, @Nullable HostId before) {
        List<Candidate> running = seen.stream().filter(Candidate::runs).toList();
        if (running.size() == 1) {
            return sighting(running.get(0), seen, true);
        }
        if (running.size() > 1) {
            Candidate chosen = preferred(running, before);
            return sighting(chosen, seen, false);
        }
        // Between the two halves of a migration, or suspended by somebody.
        List<Candidate> silent =
                seen.stream().filter(candidate -> !candidate.answers()).toList();
        List<Candidate> suspended = seen.stream().filter(Candidate::isLive).toList();
        if (!suspended.isEmpty()) {
            Candidate chosen = preferred(suspended, before);
            return sighting(chosen, seen, true);
        }
        if (!silent.isEmpty()) {
            Candidate chosen = preferred(silent, before);
            return sighting(chosen, seen, false);
        }
        // Held on the source, the target, or both at the moment of the switchover: it is where it was.
        Candidate chosen = preferred(seen, before);
        return before == null && seen.size() == 1 ? null : sighting(chosen, seen, false);
    }

    private static Sighting sighting(Candidate chosen, List<Candidate> seen, boolean isCertain) {
        return new Sighting(
                chosen.host(),
                chosen.reading(),
                seen.stream().filter(Candidate::isLive).map(Candidate::host).collect(Collectors.toSet()),
                isCertain);
    }

    private static Candidate preferred(List<Candidate> candidates, @Nullable HostId before) {
        return candidates.stream()
                .filter(candidate -> candidate.host().equals(before))
                .findFirst()
                .orElse(candidates.get(0));
    }
}
