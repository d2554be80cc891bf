// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.term;

import io.affinity.core.reassignment.MoveCosts;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.TermState;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How far VMs are migrated: the machine move cost of the ROADEF/EURO Challenge 2012 (problem statement, section 3.5). The amount is the
 * sum of distances between the fault domains that VMs leave and those that they come to; within one it is 0, between two it is 1 unless
 * something else is stated. Immutable and thread-safe.
 *
 * @param name of lower case letters, digits and hyphens
 * @param strength a weight for a distance of 1; if hard, no VM leaves its domain
 * @param level of the fault domains
 * @param distances between those for which it is not 1; each pair once. Domains that a fleet does not have are passed over
 */
public record DistanceTerm(String name, Strength strength, TopologyLevel level, List<Between> distances)
        implements MigrationTerm {

    /**
     * A distance between two fault domains, either way.
     *
     * @param distance 0 to {@value #MOST}, rounded to a multiple of 2<sup>-20</sup>
     */
    public record Between(String one, String other, double distance) {

        /** Sums of the distances of 8 million VMs are exact. */
        public static final double MOST = 1000;

        private static final double PARTS = 1 << 20;

        /** @throws IllegalArgumentException if the distance is not legal, or it is from a domain to itself */
        public Between {
            if (one.equals(other)) {
                throw new IllegalArgumentException("The two fault domains (" + one + ") must not be the same.");
            }
            if (!(distance >= 0 && distance <= MOST)) {
                throw new IllegalArgumentException("The distance between " + one + " and " + other + " (" + distance
                        + ") must be from 0 to " + MOST + ".");
            }
            distance = Math.round(distance * PARTS) / PARTS;
        }
    }

    /** @throws IllegalArgumentException if the name is not legal, or a pair is given twice */
    public DistanceTerm {
        TermName.require(name);
        distances = List.copyOf(distances);
        Set<Set<String>> pairs = new HashSet<>();
        for (Between each : distances) {
            if (!pairs.add(Set.of(each.one(), each.other()))) {
                throw new IllegalArgumentException("The distance between " + each.one() + " and " + each.other()
                        + " of term " + name + " must not be given twice.");
            }
        }
    }

    /** {@return a term in which each migration to another domain is as far as any other} */
    public static DistanceTerm leaving(String name, Strength strength, TopologyLevel level) {
        return new DistanceTerm(name, strength, level, List.of());
    }

    @Override
    public TermState begin(PlacementProblem problem, int[] hostByVm) {
        Fleet fleet = problem.fleet();
        int[] home = fleet.hostIndexByVm();
        BitSet everyVm = new BitSet();
        everyVm.set(0, home.length);
        return new MigrationState(new Distances(this, fleet, home), everyVm, home, hostByVm);
    }

    /** Distances by the numbers of domains: sorted, as a matrix of all hosts would be larger than the fleet. */
    private static final class Distances implements MoveCosts {

        private final int[] home;
        private final int[] domainByHost;
        private final long count;
        private final long[] pairs;
        private final double[] distances;

        Distances(DistanceTerm term, Fleet fleet, int[] home) {
            this.home = home;
            HostDomains domains = HostDomains.of(fleet, term.level());
            domainByHost = domains.byHost();
            count = domains.count();
            Map<Long, Double> stated = new TreeMap<>();
            for (Between each : term.distances()) {
                Integer one = domains.number(each.one());
                Integer other = domains.number(each.other());
                if (one != null && other != null) {
                    stated.put(pair(one, other), each.distance());
                }
            }
            pairs = stated.keySet().stream().mapToLong(Long::longValue).toArray();
            distances =
                    stated.values().stream().mapToDouble(Double::doubleValue).toArray();
        }

        private long pair(int one, int other) {
            return Math.min(one, other) * count + Math.max(one, other);
        }

        @Override
        public double of(int vm, int host) {
            int from = domainByHost[home[vm]];
            int to = domainByHost[host];
            if (from == to) {
                return 0;
            }
            int place = pairs.length == 0 ? -1 : Arrays.binarySearch(pairs, pair(from, to));
            return place < 0 ? 1 : distances[place];
        }
    }
}
