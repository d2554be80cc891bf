package io.affinity.core.plan;

import io.affinity.core.check.Occupancy;
import io.affinity.core.check.PlacementChecker;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Recommendation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One plan in the making: time runs from migration end to migration end, and whatever may start is started. A list schedule
 * (Graham, SIAM J. Appl. Math. 17 (1969), section 2) with room on hosts as the resource, in the order of usefulness.
 *
 * <p>A migration starts only if every rule is kept as well as at present while both copies run, whatever becomes of those that are
 * under way; what it waits for becomes a dependency. Only when nothing runs and nothing can start is a VM parked, as that
 * costs a migration more. Cost: a check of all rules for each attempt, and an attempt for each that waits at each end: the square of
 * the number of migrations, times rules.
 */
final class Schedule {

    private final Fleet fleet;
    private final MigrationLimits limits;
    private final Function<VmId, MigrationEstimate> estimates;
    private final PlacementChecker checker;
    private final Occupancy occupancy;
    private final List<PlannedMigration> planned = new ArrayList<>();
    private final List<PlannedMigration> running = new ArrayList<>();
    private final List<PlannedMigration> done = new ArrayList<>();
    private final Set<VmId> parked = new HashSet<>();
    private final BiPredicate<VmId, HostId> mayPark;
    private Duration now = Duration.ZERO;

    /** @param mayPark whether a VM may be parked on a host */
    Schedule(
            Fleet fleet,
            MigrationLimits limits,
            Function<VmId, MigrationEstimate> estimates,
            BiPredicate<VmId, HostId> mayPark) {
        this.fleet = fleet;
        this.limits = limits;
        this.estimates = estimates;
        this.checker = new PlacementChecker(fleet);
        this.occupancy = new Occupancy(fleet.placement());
        this.mayPark = mayPark;
    }

    MigrationPlan fill(List<Recommendation> recommendations) {
        List<Leg> waiting = new ArrayList<>();
        recommendations.forEach(r -> waiting.add(new Leg(r, new Migration(r.vm(), r.source(), r.target()))));
        while (!waiting.isEmpty()) {
            boolean started = waiting.removeIf(this::startIfPossible);
            if (!started && !running.isEmpty()) {
                finishNext();
            } else if (!started && !parkOne(waiting)) {
                break;
            }
        }
        List<MigrationPlan.Postponed> postponed = waiting.stream()
                .map(leg -> new MigrationPlan.Postponed(leg.recommendation(), obstacle(leg)))
                .toList();
        return new MigrationPlan(fleet.observedAt(), planned, postponed);
    }

    /** One migration that is still to be ordered. */
    private record Leg(Recommendation recommendation, Migration migration) {}

    private boolean startIfPossible(Leg leg) {
        Migration migration = leg.migration();
        boolean roomToRun = running.size() < limits.maxConcurrent()
                && concurrent(migration.source()) < limits.maxConcurrentPerHost()
                && concurrent(migration.target()) < limits.maxConcurrentPerHost();
        boolean present = occupancy.isOnlyOn(migration.vm(), migration.source());
        if (!roomToRun || !present || !obstacles(occupancy, migration).isEmpty()) {
            return false;
        }
        PlannedMigration start = new PlannedMigration(
                planned.size(),
                migration,
                leg.recommendation(),
                estimates.apply(migration.vm()),
                now,
                dependencies(migration));
        planned.add(start);
        running.add(start);
        occupancy.add(migration.vm(), migration.target());
        return true;
    }

    private long concurrent(HostId host) {
        return running.stream()
                .filter(other -> other.migration().source().equals(host)
                        || other.migration().target().equals(host))
                .count();
    }

    private List<String> obstacles(Occupancy state, Migration migration) {
        return SafeStart.obstacles(checker, state, migration);
    }

    /**
     * The migrations that must have succeeded: those of the same VM, and, unless this one is safe even if every earlier
     * migration may have failed, those that left the target or concern the same rules; at worst all.
     */
    private Set<Integer> dependencies(Migration migration) {
        Set<Integer> needed = new HashSet<>();
        done.stream()
                .filter(earlier -> earlier.migration().vm().equals(migration.vm()))
                .forEach(earlier -> needed.add(earlier.number()));
        if (isSafeDespiteFailures(migration, needed)) {
            return needed;
        }
        done.stream()
                .filter(earlier -> earlier.migration().source().equals(migration.target()))
                .forEach(earlier -> needed.add(earlier.number()));
        if (!isSafeDespiteFailures(migration, needed)) {
            done.forEach(earlier -> needed.add(earlier.number()));
        }
        return needed;
    }

    /** Every finished migration that is not relied upon may have failed: its VM may still be on either host. */
    private boolean isSafeDespiteFailures(Migration migration, Set<Integer> reliedUpon) {
        Occupancy uncertain = occupancy.copy();
        done.stream()
                .filter(earlier -> !reliedUpon.contains(earlier.number()))
                .forEach(earlier -> uncertain.add(
                        earlier.migration().vm(), earlier.migration().source()));
        return obstacles(uncertain, migration).isEmpty();
    }

    private void finishNext() {
        PlannedMigration next = running.stream()
                .min(Comparator.comparing(Schedule::end).thenComparing(PlannedMigration::number))
                .orElseThrow();
        now = end(next);
        running.remove(next);
        done.add(next);
        occupancy.set(next.migration().vm(), next.migration().target());
    }

    private static Duration end(PlannedMigration migration) {
        return migration.startAfter().plus(migration.estimate().elapsed());
    }

    /** Breaks a circle: the first VM for which there is one goes to a third host, and on to its target from there. */
    private boolean parkOne(List<Leg> waiting) {
        for (int i = 0; i < waiting.size(); i++) {
            Leg leg = waiting.get(i);
            HostId third = parked.contains(leg.migration().vm()) ? null : parkingHost(leg.migration());
            if (third != null) {
                VmId vm = leg.migration().vm();
                parked.add(vm);
                waiting.set(
                        i,
                        new Leg(
                                leg.recommendation(),
                                new Migration(vm, third, leg.migration().target())));
                return startIfPossible(new Leg(
                        leg.recommendation(), new Migration(vm, leg.migration().source(), third)));
            }
        }
        return false;
    }

    private @Nullable HostId parkingHost(Migration migration) {
        return fleet.hosts().stream()
                .filter(host -> host.state() == HostState.AVAILABLE)
                .map(Host::id)
                .filter(host -> !host.equals(migration.source()) && !host.equals(migration.target()))
                .filter(host -> mayPark.test(migration.vm(), host))
                .filter(host -> obstacles(occupancy, new Migration(migration.vm(), migration.source(), host))
                        .isEmpty())
                .findFirst()
                .orElse(null);
    }

    private String obstacle(Leg leg) {
        List<String> obstacles = obstacles(occupancy, leg.migration());
        return obstacles.isEmpty()
                ? "waits for a migration that was postponed"
                : "would make worse on the way: " + String.join(", ", obstacles);
    }
}
