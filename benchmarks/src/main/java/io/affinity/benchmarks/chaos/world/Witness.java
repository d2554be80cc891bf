package io.affinity.benchmarks.chaos.world;

import io.affinity.benchmarks.chaos.disk.VirtualProcess;
import io.affinity.core.execution.Alarm;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.VmId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each start of a migration from outside, and knows for itself what must never be: it takes nothing of the loop's own word but its
 * alarms. Not thread-safe.
 */
public final class Witness {

    /** Two steps by which an observation may be late, two for which a plan is valid, and one for which its last migration waits. */
    private static final Duration FRESH = Duration.ofMinutes(25);

    private static final Duration DAY = Duration.ofDays(1);
    private static final int MOST_FAILURES = 3;
    private static final long STEP_SECONDS = 300;
    /** For how long no VM goes back to where it came from: short, so that it would like to. */
    public static final Duration RETURN_BAN = Duration.ofHours(1);

    /** What a migration took of its last step does not count. */
    private static final Duration STEP = Duration.ofSeconds(STEP_SECONDS);

    private static final int MOST_TOLD = 5;

    /** Whatever gives cause to migrate, or to migrate back, besides demand. */
    private static final Set<Fault> EVENTFUL = EnumSet.of(
            Fault.CLOCK_HOUR,
            Fault.CLOCK_YEAR,
            Fault.HOST_SILENT,
            Fault.HOST_LEAVES,
            Fault.HOST_RENAMED,
            Fault.VM_CHURN,
            Fault.VM_DOUBLED,
            Fault.OUTSIDE_MOVER,
            Fault.DRAINING,
            Fault.RULES_CHANGE,
            Fault.VM_RENAMED);

    /** Without any of them, it is never in doubt where a VM is. */
    private static final Set<Fault> DOUBTFUL = EnumSet.of(
            Fault.DEATH,
            Fault.POWER_LOSS,
            Fault.LOST_LOCK,
            Fault.HOST_SILENT,
            Fault.HOST_LEAVES,
            Fault.HOST_RENAMED,
            Fault.VM_DOUBLED,
            Fault.OUTSIDE_MOVER,
            Fault.MIGRATOR_BREAKS,
            Fault.MIGRATOR_LIES,
            Fault.MIGRATOR_BLOCKS,
            Fault.MIGRATION_NEVER_ENDS,
            Fault.INSPECTION_FAILS);

    private final World world;
    private final Scene scene;
    private final List<String> violations = new ArrayList<>();
    private final List<Start> starts = new ArrayList<>();
    private final Map<VmId, Instant> resolvedAt = new HashMap<>();
    private final Map<VmId, Instant> movedAt = new HashMap<>();
    private final Set<Alarm.RefutedVerification> refuted = new LinkedHashSet<>();
    private final Map<VmId, Map<Long, Set<Double>>> measured = new HashMap<>();
    private final KnownSteps known = new KnownSteps();
    private final GoneVms gone;
    private List<Alarm> alarms = List.of();
    private boolean isJournalFailing;
    private Instant begunAt = Instant.MIN;
    private @Nullable Sight sight;
    private int newestController;
    private boolean mayMigrate = true;
    private int byHand;
    private boolean keepsBudgets = true;
    private boolean keepsReturnBan;
    private boolean isContent;
    private int count;
    private MigrationLimits limits = MigrationLimits.DEFAULT;

    /** What the controller was shown last. */
    private record Sight(
            Instant at,
            Inventory inventory,
            List<LocationPolicy> policies,
            Set<VmId> held,
            List<MigrationBudget> budgets) {}

    /** A start, and what came of it if anything did. */
    private static final class Start {
        private final Instant at;
        private final MigrationRequest request;
        private @Nullable Flight flight;

        Start(Instant at, MigrationRequest request) {
            this.at = at;
            this.request = request;
        }

        Migration migration() {
            return request.migration();
        }

        boolean hasFailed() {
            Flight known = flight;
            return known != null
                    && known.reported() != null
                    && !(known.reported() instanceof MigrationOutcome.Completed)
                    && !(known.reported() instanceof MigrationOutcome.Unknown && known.hasArrived());
        }

        /** {@return whether a controller has heard of an end} */
        boolean isTold() {
            Flight known = flight;
            return known != null && known.reported() != null;
        }

        boolean isUnderWay() {
            Flight known = flight;
            return known != null && !known.isOver();
        }
    }

    Witness(World world, Scene scene) {
        this.world = world;
        this.scene = scene;
        this.gone = new GoneVms(world, scene);
    }

    /** How the controller is set up that is watched from now on. */
    public void expect(
            boolean newMayMigrate,
            boolean newKeepsBudgets,
            boolean newKeepsReturnBan,
            boolean newIsContent,
            Duration learn,
            MigrationLimits newLimits) {
        known.expect(learn, STEP_SECONDS);
        isContent = newIsContent;
        mayMigrate = newMayMigrate;
        keepsReturnBan = newKeepsReturnBan;
        keepsBudgets = newKeepsBudgets;
        limits = newLimits;
    }

    /** A plan is carried out by hand. */
    public void beginByHand() {
        byHand++;
    }

    public void endByHand() {
        byHand--;
    }

    /** {@return what was not as it must be; none if all was well} */
    public List<String> violations() {
        return violations;
    }

    /** {@return how many migrations were asked for} */
    public int starts() {
        return count;
    }

    /** Something is not as it must be. */
    public void violated(String what) {
        world.tell("VIOLATED: " + what);
        if (violations.size() < MOST_TOLD) {
            violations.add("after " + world.time().sinceStart() + ": " + what);
        }
    }

    /** This controller has claimed the journal. */
    public void claimed(int controller) {
        newestController = Math.max(newestController, controller);
        begunAt = world.time().now();
    }

    /** The controller says so. */
    public void alarmed(int controller, List<Alarm> standing) {
        if (controller < newestController) {
            // What it does not know any more, nobody expects of the next.
            return;
        }
        for (Alarm alarm : standing) {
            boolean isAboutDisk = alarm instanceof Alarm.JournalUnwritable
                    && (world.has(Fault.DISK_FULL) || world.has(Fault.DISK_ERROR));
            if (!alarms.contains(alarm) && !isAboutDisk && !world.has(DOUBTFUL)) {
                violated("an alarm without a cause: " + alarm);
            }
            if (alarm instanceof Alarm.JournalUnwritable && !isJournalFailing) {
                violated("the journal was written to, and still: " + alarm);
            }
            if (!alarms.contains(alarm) && gone.isCause(alarm, askedAt(alarm))) {
                violated("the VM is nowhere, which is no alarm: " + alarm);
            }
        }
        alarms = List.copyOf(standing);
        if (standing.stream().anyMatch(Alarm.JournalUnwritable.class::isInstance)) {
            // What cannot be written down cannot be known after a restart.
            return;
        }
        for (Alarm alarm : standing) {
            if (alarm instanceof Alarm.RefutedVerification one) {
                refuted.add(one);
            }
        }
    }

    /** {@return when hosts were asked first what became of a migration; null if that is not known} */
    private @Nullable Instant askedAt(Alarm alarm) {
        if (alarm instanceof Alarm.LeftOpen) {
            return begunAt;
        }
        if (alarm instanceof Alarm.RefutedVerification one
                && refuted.stream().anyMatch(before -> before.id().equals(one.id()))) {
            return null;
        }
        return starts.stream()
                .filter(start ->
                        alarm instanceof Alarm.OfVm one && start.request.id().equals(one.id()))
                .map(start -> start.flight)
                .filter(Objects::nonNull)
                .map(Flight::reportedAt)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** The VM is nowhere from now on. */
    void gone(VmId vm) {
        gone.gone(vm);
    }

    /** It runs again. */
    void back(VmId vm) {
        gone.back(vm);
    }

    /** Somebody has tried to write to the journal. */
    public void journaled(boolean hasFailed) {
        isJournalFailing = hasFailed;
    }

    /** A cycle is over. */
    public void decided(boolean isForecast) {
        if (isForecast && known.isFew()) {
            violated("demand was forecast before enough of it was known");
        }
    }

    /**
     * A controller has begun, and looks after these.
     *
     * @param found open in the journal
     */
    public void recovered(int controller, List<Migration> found, List<Alarm> standing) {
        for (Start start : starts) {
            if (start.isUnderWay() && !start.isTold() && !found.contains(start.migration()) && !isResolved(start)) {
                violated(start.migration() + " is under way, and was forgotten");
            }
        }
        for (Alarm.RefutedVerification refuted : refuted) {
            boolean stands = standing.stream()
                    .anyMatch(alarm -> alarm instanceof Alarm.RefutedVerification one
                            && one.id().equals(refuted.id()));
            if (!stands) {
                violated("the alarm " + refuted + " was forgotten");
            }
        }
        alarmed(controller, standing);
    }

    private boolean isResolved(Start start) {
        return !resolvedAt.getOrDefault(start.migration().vm(), Instant.MIN).isBefore(start.at);
    }

    /** A person has said that all is well with this VM. */
    public void resolved(VmId vm) {
        resolvedAt.put(vm, world.time().now());
        refuted.removeIf(alarm -> alarm.migration().vm().equals(vm));
    }

    void seen(Instant at, Inventory inventory, Scene shown) {
        world.tell("seen: " + inventory.placement());
        List<LocationPolicy> policies = new ArrayList<>(shown.policies());
        Set<VmId> held = Set.of();
        StatedRule stated = shown.stated();
        if (stated != null) {
            policies.addAll(stated.policies(inventory));
            held = stated.held(inventory);
        }
        sight = new Sight(at, inventory, List.copyOf(policies), held, List.copyOf(shown.budgets()));
    }

    /** What was measured of a VM, whatever it was, under the time that it was given. */
    void measured(Instant at, VmId vm, double cores) {
        known.measured(slot(at));
        measured.computeIfAbsent(vm, unknown -> new HashMap<>())
                .computeIfAbsent(slot(at), unknown -> new HashSet<>())
                .add(cores);
    }

    private static long slot(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), STEP_SECONDS);
    }

    /** What is said to have been measured of a VM in a step. */
    public void remembered(Instant step, VmId vm, double cores) {
        Set<Double> known = measured.getOrDefault(vm, Map.of()).getOrDefault(slot(step), Set.of());
        if (known.stream().noneMatch(value -> Math.abs(value - cores) <= 1e-6 * Math.abs(value))) {
            violated("the demand of " + vm + " at " + step + " is remembered as " + cores + ", and was " + known);
        }
    }

    void landed(Migration migration) {
        movedAt.put(migration.vm(), world.time().now());
    }

    void started(Flight flight) {
        starts.get(starts.size() - 1).flight = flight;
    }

    void aborting(VirtualProcess process) {
        if (!mayMigrate) {
            violated("a controller that may not migrate gave up a migration");
        }
    }

    void starting(MigrationRequest request, int controller, VirtualProcess process) {
        Migration migration = request.migration();
        if (!mayMigrate) {
            violated("a controller that may not migrate started " + migration);
        }
        if (controller < newestController) {
            violated("controller " + controller + " started " + migration + " after " + newestController
                    + " had claimed the journal");
        }
        if (!world.disk().forced(Path.of("/state"), "journal.").contains(request.id())) {
            violated(migration + " was started, and is not announced on the disk");
        }
        if (starts.stream().anyMatch(start -> start.request.id().equals(request.id()))) {
            violated("the id " + request.id() + " was used twice");
        }
        world.tell("controller " + controller + " starts " + migration + " as " + request.id());
        checkSight(migration);
        checkUnderWay(migration);
        checkAlarms(migration);
        checkFailures(migration);
        checkBudgets(migration);
        checkReturn(migration);
        checkNeed(migration);
        count++;
        starts.add(new Start(world.time().now(), request));
    }

    private void checkSight(Migration migration) {
        Sight last = sight;
        Instant now = world.time().now();
        if (last != null && byHand > 0 && !world.time().isSteadyFor(Duration.between(last.at(), now))) {
            // The age of a plan is told by the clock alone.
            return;
        }
        if (last == null || Duration.between(last.at(), now).compareTo(FRESH) > 0) {
            violated(migration + " was started, and the fleet was seen last at "
                    + (last == null ? "no time" : last.at().toString()));
            return;
        }
        Inventory seen = last.inventory();
        if (!seen.contains(migration.vm())) {
            violated(migration + " was started, and there is no such VM");
            return;
        }
        Instant moved = movedAt.getOrDefault(migration.vm(), Instant.MIN);
        HostId where = seen.placement().hostOf(migration.vm());
        if (!where.equals(migration.source()) && !moved.isAfter(last.at())) {
            violated(migration + " was started, and the VM was seen on " + where);
        }
        boolean isOpen = seen.hosts().stream()
                .anyMatch(host -> host.id().equals(migration.target()) && host.state() == HostState.AVAILABLE);
        if (!isOpen) {
            violated(migration + " was started, and the target was not seen to take VMs");
        }
        checkRules(migration, last);
        if (last.held().contains(migration.vm())) {
            violated(migration + " was started, and it is not clear whom a rule is about: " + scene.stated());
        }
        if (known.isFew() && last.policies().isEmpty() && !isEmptied(migration, last)) {
            violated(migration + " was started, before enough was known and without need");
        }
    }

    private static boolean isEmptied(Migration migration, Sight last) {
        return last.inventory().hosts().stream()
                .anyMatch(host -> host.id().equals(migration.source()) && host.state() == HostState.DRAINING);
    }

    private void checkRules(Migration migration, Sight last) {
        Map<VmId, Set<HostId>> before = places(last);
        Map<VmId, Set<HostId>> during = new TreeMap<>(before);
        during.put(migration.vm(), new TreeSet<>(Set.of(migration.source(), migration.target())));
        for (LocationPolicy policy : last.policies()) {
            int was = RuleCount.of(policy, before);
            int is = RuleCount.of(policy, during);
            if (is > was) {
                violated(migration + " was started, which makes " + policy + " worse, from " + was + " to " + is
                        + ", with VMs at " + before);
            }
        }
    }

    /** Where VMs are as far as the controller can know; what is under way counts on both sides. */
    private Map<VmId, Set<HostId>> places(Sight last) {
        Map<VmId, Set<HostId>> places = new TreeMap<>();
        Inventory seen = last.inventory();
        seen.vms().forEach(vm -> places.put(vm.id(), Set.of(seen.placement().hostOf(vm.id()))));
        for (Start start : starts) {
            Flight flight = start.flight;
            if (flight != null && places.containsKey(start.migration().vm())) {
                Instant ended = flight.endedAt();
                if (ended == null) {
                    places.put(
                            start.migration().vm(),
                            Set.of(start.migration().source(), start.migration().target()));
                } else if (ended.isAfter(last.at()) && flight.hasArrived()) {
                    places.put(start.migration().vm(), Set.of(start.migration().target()));
                }
            }
        }
        return places;
    }

    private void checkUnderWay(Migration migration) {
        Set<HostId> hosts = new HashSet<>(Set.of(migration.source(), migration.target()));
        int all = 0;
        int atHosts = 0;
        for (Start start : starts) {
            if (start.isUnderWay()) {
                all++;
                Migration other = start.migration();
                if (other.vm().equals(migration.vm())) {
                    violated(migration + " was started while " + other + " is under way");
                }
                atHosts += hosts.contains(other.source()) || hosts.contains(other.target()) ? 1 : 0;
            }
        }
        // What a person gave up on, or the migrator forgot, hangs beside.
        boolean isCounted = !world.has(Fault.MIGRATION_NEVER_ENDS)
                && !world.has(Fault.MIGRATOR_BREAKS)
                && !world.has(Fault.MIGRATOR_LIES);
        if (isCounted && (all >= limits.maxConcurrent() || atHosts >= limits.maxConcurrentPerHost())) {
            violated(migration + " was started while " + all + " others were under way, " + atHosts + " of its hosts");
        }
    }

    private void checkAlarms(Migration migration) {
        for (Alarm alarm : alarms) {
            boolean isConcerned = alarm instanceof Alarm.OfVm one
                    && (one.migration().vm().equals(migration.vm())
                            || touches(migration, one.migration().source())
                            || touches(migration, one.migration().target()));
            if ((alarm.stopsAll() && !(alarm instanceof Alarm.JournalUnwritable)) || isConcerned) {
                violated(migration + " was started under the alarm " + alarm);
            }
        }
    }

    private static boolean touches(Migration migration, HostId host) {
        return migration.source().equals(host) || migration.target().equals(host);
    }

    private void checkFailures(Migration migration) {
        Instant now = world.time().now();
        if (!world.time().isSteadyFor(DAY)) {
            return;
        }
        Instant resolved = resolvedAt.getOrDefault(migration.vm(), Instant.MIN);
        int failures = 0;
        for (Start start : starts) {
            if (start.migration().vm().equals(migration.vm())
                    && start.migration().target().equals(migration.target())
                    && start.at.isAfter(resolved)
                    && start.at.plus(DAY).isAfter(now)) {
                failures = start.hasFailed() ? failures + 1 : 0;
            }
        }
        if (failures >= MOST_FAILURES) {
            violated(migration + " was started after it had failed " + failures + " times within a day");
        }
    }

    /** Where demand is always low and no rule is broken, only hosts that are to be emptied are cause for anything. */
    private void checkNeed(Migration migration) {
        Sight last = sight;
        if (last == null || !isContent || !last.policies().isEmpty()) {
            return;
        }
        if (!isEmptied(migration, last)) {
            violated(migration + " was started, and was not needed");
        }
    }

    /** Forgets what is of no use any more. */
    void forget() {
        Instant since = world.time().now().minus(DAY.multipliedBy(2));
        gone.forget(since);
        starts.removeIf(start -> start.at.isBefore(since) && !start.isUnderWay());
        long oldest = slot(world.time().instant().minus(DAY.multipliedBy(2)));
        measured.values().forEach(slots -> slots.keySet().removeIf(slot -> slot < oldest));
        measured.keySet().removeIf(vm -> !scene.guests().containsKey(vm));
        movedAt.keySet().removeIf(vm -> !scene.guests().containsKey(vm));
        resolvedAt.keySet().removeIf(vm -> !scene.guests().containsKey(vm));
    }

    /** Nothing but what is to come is reason to migrate in some worlds, and that has not changed so soon. */
    private void checkReturn(Migration migration) {
        if (!keepsReturnBan || !scene.policies().isEmpty() || world.has(EVENTFUL)) {
            return;
        }
        Instant since = world.time().now().minus(RETURN_BAN).plus(STEP);
        for (Start start : starts) {
            Flight flight = start.flight;
            if (flight != null
                    && flight.hasArrived()
                    && flight.migration().vm().equals(migration.vm())
                    && flight.migration().source().equals(migration.target())
                    && flight.endedAt() != null
                    && flight.endedAt().isAfter(since)) {
                violated(migration + " was started, and the VM came from there at " + flight.endedAt());
            }
        }
    }

    private void checkBudgets(Migration migration) {
        Sight last = sight;
        if (last == null || !keepsBudgets) {
            return;
        }
        for (MigrationBudget budget : last.budgets()) {
            Instant since = world.time().now().minus(budget.window());
            long before = starts.stream()
                    .filter(start -> start.migration().vm().equals(migration.vm()) && start.at.isAfter(since))
                    .count();
            if (before >= budget.limit() && world.time().isSteadyFor(budget.window())) {
                violated(migration + " was started, the migration number " + (before + 1) + " within " + budget.window()
                        + ", where " + budget.limit() + " are allowed");
            }
        }
    }
}
