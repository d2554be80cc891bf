// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import io.affinity.cli.simulation.MovesTogether.Followers;
import io.affinity.cli.simulation.MovesTogether.Range;
import io.affinity.core.dependence.OutsideDependence;
import io.affinity.spi.model.Resource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the VMs together that do the same with a series from outside, by the same lag. */
final class MovingFollowers {

    private static final Comparator<OutsideDependence> STRONGEST = Comparator.comparingDouble(
                    (OutsideDependence it) -> -Math.abs(it.correlation()))
            .thenComparing(OutsideDependence::series)
            .thenComparing(it -> it.vm().value());

    private record Manner(String series, Resource resource, Duration lag, boolean isRising) {
        static Manner of(OutsideDependence it) {
            return new Manner(it.series(), it.resource(), it.lag(), it.correlation() > 0);
        }
    }

    private MovingFollowers() {}

    /** {@return all of them, the strongest first} */
    static List<Followers> of(List<OutsideDependence> found) {
        Map<Manner, List<OutsideDependence>> alike = new LinkedHashMap<>();
        found.stream()
                .sorted(STRONGEST)
                .forEach(it -> alike.computeIfAbsent(Manner.of(it), none -> new ArrayList<>())
                        .add(it));
        List<Followers> followers = new ArrayList<>();
        alike.forEach((manner, members) -> followers.add(new Followers(
                manner.series(),
                members.stream().map(OutsideDependence::vm).toList(),
                manner.resource(),
                manner.lag(),
                new Range(
                        members.get(members.size() - 1).correlation(),
                        members.get(0).correlation()))));
        return followers;
    }
}
