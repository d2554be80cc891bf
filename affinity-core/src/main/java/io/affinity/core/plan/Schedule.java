// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.plan;

import io.affinity.core.transit.RulesOnTheWay;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Recommendation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One plan in the making: time runs from migration end to migration end, and whatever may start is started. A list schedule
 * (Graham, SIAM J. Appl. Math. 17 (1969), section 2) with slots and room on hosts as the resources; what is needed first goes first.
 *
 * <p>A migration starts only if every rule is kept as well as at present while both copies run, whatever becomes of those that are
 * under way; what it waits for becomes a dependency. It also lets others leave its target first, if the target cannot serve it before.
 * Where migrations wait for each other in a circle, one VM of it is parked, while all others go on.
 *
 * <p>Cost: a start is asked for only after an end of what it waited for, and each question is about the rules of one VM and two hosts
 * ({@link RulesOnTheWay}).
 */
final class Schedule {

    private static final Comparator<Recommendation> BY_NEED =
            Comparator.comparing(Recommendation::neededBy, Comparator.nullsLast(Comparator.naturalOrder()));

    private final PlanRequest request;
    private final Fleet fleet;
    private final Function<VmId, MigrationEstimate> estimates;
    private final RulesOnTheWay now;
    private final Dependencies dependencies;
    private final DemandOnTheWay demand;
    private final Slots slots;
    private final Parking parking;
    private final int[] leaving;
    private final int[] wanted;
    private final List<Wait> general;
    private final Waiting waiting = new Waiting();
    private final Set<Integer> recommended = new HashSet<>();
    private final Map<Integer, Leg> onwards = new HashMap<>();
    private final List<PlannedMigration> planned = new ArrayList<>();
    private final PriorityQueue<Started> running = new PriorityQueue<>(Comparator.comparing(Started::end)
            .thenComparing(started -> started.planned().number()));
    private Duration time = Duration.ZERO;

    Schedule(
            PlanRequest request,
            MigrationLimits limits,
            Function<VmId, MigrationEstimate> estimates,
            BiPredicate<VmId, HostId> mayPark) {
        this.request = request;
        this.fleet = request.fleet();
        this.estimates = estimates;
        now = new RulesOnTheWay(fleet);
        general = IntStream.of(now.general()).mapToObj(Wait::forRule).toList();
        dependencies = new Dependencies(fleet);
        demand = new DemandOnTheWay(request.demand(), now);
        slots = new Slots(fleet, limits);
        leaving = new int[fleet.hosts().size()];
        wanted = new int[fleet.hosts().size()];
        parking = new Parking(fleet, now, slots, demand, mayPark, wanted);
    }

    private record Started(PlannedMigration planned, Leg leg, Duration end) {}

    MigrationPlan fill() {
        addAll();
        boolean isGoingOn = true;
        while (isGoingOn) {
            parkMany();
            startReady();
            isGoingOn = !running.isEmpty();
            if (isGoingOn) {
                finishNext();
            } else {
                isGoingOn = startInSpiteOfDemand();
            }
        }
        return new MigrationPlan(fleet.observedAt(), planned, postponed());
    }

    /** What is needed first gets the first rank; of what is needed at the same time, the most useful. */
    private void addAll() {
        List<Recommendation> sorted = new ArrayList<>(request.recommendations());
        sorted.sort(BY_NEED);
        for (int rank = 0; rank < sorted.size(); rank++) {
            Recommendation wish = sorted.get(rank);
            Leg leg = new Leg(
                    rank,
                    wish,
                    estimates.apply(wish.vm()),
                    fleet.indexOf(wish.vm()),
                    fleet.indexOf(wish.source()),
                    fleet.indexOf(wish.target()),
                    false);
            requirePresent(leg);
            leaving[leg.source()]++;
            wanted[leg.target()]++;
            int obstacle = now.obstacle(leg.vm(), leg.target());
            if (obstacle == RulesOnTheWay.NONE) {
                waiting.add(leg);
            } else {
                waiting.block(leg, Wait.forRule(obstacle));
            }
        }
    }

    private void requirePresent(Leg leg) {
        if (fleet.hostIndexOf(leg.vm()) != leg.source() || !recommended.add(leg.vm())) {
            throw new IllegalArgumentException("The recommendation for VM "
                    + leg.recommendation().vm() + " must be the only one, and its source ("
                    + leg.recommendation().source() + ") the host that it runs on.");
        }
    }

    private void startReady() {
        Leg leg = slots.areAllTaken() ? null : waiting.takeReady();
        while (leg != null) {
            Wait cause = obstacle(leg);
            if (cause == null) {
                start(leg);
            } else {
                waiting.block(leg, cause);
            }
            leg = slots.areAllTaken() ? null : waiting.takeReady();
        }
    }

    private @Nullable Wait obstacle(Leg leg) {
        Wait slot = slots.obstacle(leg);
        if (slot != null) {
            return slot;
        }
        int obstacle = now.obstacle(leg.vm(), leg.target());
        if (obstacle != RulesOnTheWay.NONE) {
            return Wait.forRule(obstacle);
        }
        boolean isTooEarly = leaving[leg.target()] > 0
                && demand.isTooMuch(
                        leg.vm(), leg.target(), time, time.plus(leg.estimate().elapsed()));
        return isTooEarly ? Wait.forDemand(leg.target()) : null;
    }

    private void start(Leg leg) {
        Set<Integer> needed = dependencies.of(leg);
        PlannedMigration start = new PlannedMigration(
                planned.size(), leg.migration(fleet), leg.recommendation(), leg.estimate(), time, needed);
        planned.add(start);
        running.add(new Started(start, leg, time.plus(leg.estimate().elapsed())));
        slots.take(leg);
        now.add(leg.vm(), leg.target());
        dependencies.begin(leg);
    }

    private void finishNext() {
        Started next = running.remove();
        Leg leg = next.leg();
        time = next.end();
        now.set(leg.vm(), leg.target());
        dependencies.end(next.planned(), leg);
        slots.free(leg);
        parking.end(leg);
        leaving[leg.source()]--;
        Leg onward = onwards.remove(leg.vm());
        if (onward == null) {
            wanted[leg.target()]--;
        } else {
            leaving[onward.source()]++;
            waiting.add(onward);
        }
        waiting.wake(Wait.FOR_LINKS);
        waiting.wake(Wait.forHost(leg.source()));
        waiting.wake(Wait.forHost(leg.target()));
        endedBy(leg).forEach(waiting::wake);
        general.forEach(waiting::wake);
    }

    private List<Wait> endedBy(Leg leg) {
        int[] mended = now.mendedBy(leg.vm(), leg.source());
        List<Wait> ends = new ArrayList<>(mended.length + 1);
        ends.add(Wait.forDemand(leg.source()));
        for (int obstacle : mended) {
            ends.add(Wait.forRule(obstacle));
        }
        return ends;
    }

    /**
     * Breaks each circle of migrations that wait for each other, as far as there are slots and hosts to park on. They take longest, so they go before what could start at
     * once, unless that is needed earlier.
     */
    private void parkMany() {
        while (!slots.areAllTaken() && parkOne()) {
            // Each VM is parked once at most, so it ends.
        }
    }

    /** The VM that is migrated fastest goes first, of those whose departure others wait for that wait in vain otherwise. */
    private boolean parkOne() {
        List<Waiting.Blocked> blocked = waiting.blocked(Wait.Kind.RULE);
        if (blocked.isEmpty()) {
            return false;
        }
        Set<Wait> passing = waiting.passing(running.stream().map(Started::leg).toList(), this::endedBy, general);
        List<Waiting.Blocked> inVain =
                blocked.stream().filter(each -> !passing.contains(each.cause())).toList();
        Set<Wait> causes = new HashSet<>();
        inVain.forEach(each -> causes.add(each.cause()));
        Leg first = waiting.firstReady();
        return inVain.stream()
                .filter(each ->
                        first == null || BY_NEED.compare(each.leg().recommendation(), first.recommendation()) <= 0)
                .filter(each -> endedBy(each.leg()).stream().anyMatch(causes::contains))
                .sorted(Comparator.comparing(each -> each.leg().estimate().elapsed()))
                .anyMatch(this::park);
    }

    private boolean park(Waiting.Blocked blocked) {
        boolean isLastResort = running.isEmpty() && waiting.firstReady() == null;
        Leg first = parking.stopover(blocked.leg(), time, isLastResort);
        if (first == null) {
            return false;
        }
        waiting.remove(blocked.leg(), blocked.cause());
        onwards.put(first.vm(), blocked.leg().from(first.target()));
        start(first);
        return true;
    }

    /**
     * When nothing else goes on: hosts that wait for each other's load to leave are served in turn, and what mends a rule does not wait. Whatever waits for the departure
     * of VMs that cannot leave would overload its target, and is not started.
     */
    private boolean startInSpiteOfDemand() {
        List<Waiting.Blocked> blocked = waiting.blocked(Wait.Kind.DEMAND);
        for (Waiting.Blocked each : blocked) {
            boolean isInTurn = blocked.stream()
                    .anyMatch(other -> other.leg().source() == each.leg().target());
            if (isInTurn || Duration.ZERO.equals(each.leg().recommendation().neededBy())) {
                waiting.remove(each.leg(), each.cause());
                start(each.leg());
                return true;
            }
        }
        return false;
    }

    private List<MigrationPlan.Postponed> postponed() {
        List<Waiting.Blocked> left = new ArrayList<>(waiting.blocked(Wait.Kind.RULE));
        left.addAll(waiting.blocked(Wait.Kind.DEMAND));
        left.sort(Comparator.comparingInt(each -> each.leg().rank()));
        return left.stream()
                .map(each -> new MigrationPlan.Postponed(each.leg().recommendation(), reason(each.cause())))
                .toList();
    }

    private String reason(Wait wait) {
        return wait.kind() == Wait.Kind.RULE
                ? "would make worse on the way: " + now.name(wait.index())
                : "would overload host " + fleet.hosts().get(wait.index()).id()
                        + ", as VMs that are to leave it cannot";
    }
}
