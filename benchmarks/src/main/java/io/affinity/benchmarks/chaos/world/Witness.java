// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import io.affinity.core.execution.Alarm;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks at each start of a migration from outside, and knows for itself what must never be: it takes nothing of the loop's own word but its
 * alarms. Not thread-safe.
 */
public final class Witness {

    /** For how long no VM goes back to where it came from: short, so that it would like to. */
    public static final Duration RETURN_BAN = Duration.ofHours(1);

    private static final Duration KEPT = Duration.ofDays(2);
    private static final int MOST_TOLD = 5;

    private final World world;
    private final Scene scene;
    private final List<String> violations = new ArrayList<>();
    private final Starts starts = new Starts();
    private final Map<VmId, Instant> movedAt = new HashMap<>();
    private final Measurements measurements = new Measurements();
    private final KnownSteps known = new KnownSteps();
    private final GoneVms gone;
    private final AlarmWatch alarms;
    private final SightChecks sightChecks;
    private final PastChecks pastChecks;
    private @Nullable Sight sight;
    private int newestController;
    private Expectation expected = new Expectation(true, true, false, false, Duration.ZERO, MigrationLimits.DEFAULT);

    Witness(World world, Scene scene) {
        this.world = world;
        this.scene = scene;
        this.gone = new GoneVms(world, scene);
        this.alarms = new AlarmWatch(world, starts, gone, this::violated);
        this.sightChecks = new SightChecks(world, scene, starts, known, this::violated);
        this.pastChecks = new PastChecks(world, starts, alarms, this::violated);
    }

    /** How the controller is set up that is watched from now on. */
    public void expect(Expectation newExpected) {
        expected = newExpected;
        known.expect(newExpected.learn(), World.STEP.toSeconds());
    }

    /** {@return what was not as it must be; none if all was well} */
    public List<String> violations() {
        return violations;
    }

    /** {@return how many migrations were asked for} */
    public int starts() {
        return starts.count();
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
        alarms.begun();
    }

    /** The controller says so. */
    public void alarmed(int controller, List<Alarm> standing) {
        // What an older one does not know any more, nobody expects of the next.
        if (controller >= newestController) {
            alarms.alarmed(standing);
        }
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
        alarms.journaled(hasFailed);
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
    public void recovered(List<Migration> found, List<Alarm> standing) {
        alarms.recovered(found, standing);
    }

    /** A person has said that all is well with this VM. */
    public void resolved(VmId vm) {
        alarms.resolved(vm);
    }

    void seen(Instant at, Inventory inventory, Scene shown) {
        world.tell("seen: " + inventory.placement());
        sight = Sight.of(at, world.time().now(), inventory, shown);
    }

    /** What was measured of a VM, whatever it was, under the time that it was given. */
    void measured(Instant at, VmId vm, double cores) {
        known.measured(Measurements.slot(at));
        measurements.add(at, vm, cores);
    }

    /** What is said to have been measured of a VM in a step. */
    public void remembered(Instant step, VmId vm, double cores) {
        double[] all = measurements.of(vm, step);
        if (Arrays.stream(all).noneMatch(value -> Math.abs(value - cores) <= 1e-6 * Math.abs(value))) {
            violated("the demand of " + vm + " at " + step + " is remembered as " + cores + ", and was "
                    + Arrays.toString(all));
        }
    }

    void landed(Migration migration) {
        movedAt.put(migration.vm(), world.time().now());
    }

    void started(Flight flight) {
        starts.last().flight = flight;
    }

    void aborting() {
        if (!expected.mayMigrate()) {
            violated("a controller that may not migrate gave up a migration");
        }
    }

    void starting(MigrationRequest request, int controller) {
        Migration migration = request.migration();
        world.tell("controller " + controller + " starts " + migration + " as " + request.id());
        if (!expected.mayMigrate()) {
            violated("a controller that may not migrate started " + migration);
        }
        if (controller < newestController) {
            violated("controller " + controller + " started " + migration + " after " + newestController
                    + " had claimed the journal");
        }
        if (!world.disk().forced(World.FOLDER, "journal.").contains(request.id())) {
            violated(migration + " was started, and is not announced on the disk");
        }
        if (starts.all().stream().anyMatch(start -> start.request.id().equals(request.id()))) {
            violated("the id " + request.id() + " was used twice");
        }
        Sight last = sight;
        sightChecks.check(migration, last, movedAt.getOrDefault(migration.vm(), Instant.MIN));
        if (last != null && expected.isContent()) {
            sightChecks.need(migration, last);
        }
        alarms.check(migration);
        pastChecks.check(migration, expected, last);
        starts.add(new Start(world.time().now(), request));
    }

    /** Forgets what is of no use any more. */
    void forget() {
        Set<VmId> kept = scene.guests().keySet();
        Instant before = world.time().now().minus(KEPT);
        gone.forget(before);
        starts.forget(before);
        measurements.forget(world.time().instant().minus(KEPT), kept);
        movedAt.keySet().retainAll(kept);
        alarms.forget(kept);
    }
}
