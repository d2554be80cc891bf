// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What must not be started for what was seen. */
final class SightChecks {

    /** Two steps by which an observation may be late, two for which a plan is valid, and one for which its last migration waits. */
    private static final Duration FRESH = Duration.ofMinutes(25);

    private final World world;
    private final Scene scene;
    private final Starts starts;
    private final KnownSteps known;
    private final Consumer<String> violated;

    SightChecks(World world, Scene scene, Starts starts, KnownSteps known, Consumer<String> violated) {
        this.world = world;
        this.scene = scene;
        this.starts = starts;
        this.known = known;
        this.violated = violated;
    }

    void check(Migration migration, @Nullable Sight last, Instant moved) {
        Instant now = world.time().now();
        if (last == null || isTooOld(last, now)) {
            violated.accept(migration + " was started, and the fleet was seen last at "
                    + (last == null ? "no time" : last.at().toString()));
            return;
        }
        Inventory seen = last.inventory();
        if (!seen.contains(migration.vm())) {
            violated.accept(migration + " was started, and there is no such VM");
            return;
        }
        HostId where = seen.placement().hostOf(migration.vm());
        if (!where.equals(migration.source()) && !moved.isAfter(last.at())) {
            violated.accept(migration + " was started, and the VM was seen on " + where);
        }
        if (!last.isOpen(migration)) {
            violated.accept(migration + " was started, and the target was not seen to take VMs");
        }
        rules(migration, last);
        if (last.held().contains(migration.vm())) {
            violated.accept(migration + " was started, and it is not clear whom a rule is about: " + scene.stated());
        }
        if (known.isFew() && last.policies().isEmpty() && !last.isEmptied(migration)) {
            violated.accept(migration + " was started, before enough was known and without need");
        }
    }

    /** What is old and says so by a clock that was set back since looks new, and nobody can tell. */
    private boolean isTooOld(Sight last, Instant now) {
        Duration age = Duration.between(last.at(), now);
        return Duration.between(last.shownAt(), now).compareTo(FRESH) > 0
                || (age.compareTo(FRESH) > 0 && world.time().isSteadyFor(age));
    }

    private void rules(Migration migration, Sight last) {
        Map<VmId, Set<HostId>> before = starts.places(last);
        Map<VmId, Set<HostId>> during = new TreeMap<>(before);
        during.put(migration.vm(), new TreeSet<>(Set.of(migration.source(), migration.target())));
        for (LocationPolicy policy : last.policies()) {
            int was = RuleCount.of(policy, before);
            int is = RuleCount.of(policy, during);
            if (is > was) {
                violated.accept(migration + " was started, which makes " + policy + " worse, from " + was + " to " + is
                        + ", with VMs at " + before);
            }
        }
    }

    /** Where demand is always low and no rule is broken, only hosts that are to be emptied are cause for anything. */
    void need(Migration migration, Sight last) {
        if (last.policies().isEmpty() && !last.isEmptied(migration)) {
            violated.accept(migration + " was started, and was not needed");
        }
    }
}
