// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.FailureCause;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationFailure;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Carries out migrations as hypervisors do, whether somebody looks after them or not. Not thread-safe. */
final class Hypervisors {

    private static final Duration PATIENCE = Duration.ofMinutes(45);

    private final World world;
    private final Scene scene;
    private final Witness witness;
    private final List<Flight> flights = new ArrayList<>();

    Hypervisors(World world, Scene scene, Witness witness) {
        this.world = world;
        this.scene = scene;
        this.witness = witness;
    }

    private Instant now() {
        return world.time().now();
    }

    /** The VM is nowhere from now on. */
    void gone(VmId vm) {
        witness.gone(vm);
    }

    /** It is somewhere again. */
    void back(VmId vm) {
        witness.back(vm);
    }

    /** {@return all that were ever started} */
    List<Flight> flights() {
        return flights;
    }

    Flight start(MigrationRequest request) {
        Flight flight = new Flight(request, now(), now().plus(duration()), fate());
        flights.add(flight);
        world.tell("begun: " + request.id() + ", " + flight.fate());
        Migration migration = request.migration();
        MigrationFailure refusal = refusal(migration);
        if (refusal != null) {
            end(flight, new MigrationOutcome.Failed(refusal));
        } else {
            guest(migration.vm()).held.add(migration.target());
        }
        return flight;
    }

    private Duration duration() {
        return Duration.ofSeconds(world.random().nextInt(5, world.random().nextInt(5) == 0 ? 1500 : 120));
    }

    private Flight.Fate fate() {
        if (world.happens(Fault.MIGRATION_NEVER_ENDS, 6)) {
            return Flight.Fate.HANGS;
        }
        return world.happens(Fault.MIGRATION_FAILS, 3) ? Flight.Fate.FAILS : Flight.Fate.ARRIVES;
    }

    private @Nullable MigrationFailure refusal(Migration migration) {
        Guest guest = scene.guests().get(migration.vm());
        Machine target = scene.machines().get(migration.target());
        Machine source = scene.machines().get(migration.source());
        if (target == null || !target.answers(now())) {
            return new MigrationFailure.Unreachable(migration.target(), "no route");
        } else if (source == null || !source.answers(now())) {
            return new MigrationFailure.Unreachable(migration.source(), "no route");
        } else if (guest == null || !guest.running.contains(migration.source())) {
            return MigrationFailure.Refused.of(FailureCause.VM_ABSENT, "not here");
        } else if (target.refuses(now()) || guest.held.contains(target.id()) || guest.running.contains(target.id())) {
            return MigrationFailure.Refused.of(FailureCause.NAMESAKE, "refused");
        } else if (scene.freeMemory(target) < guest.vm().allocation().value(1)) {
            return MigrationFailure.Refused.of(FailureCause.NO_ROOM, "no room");
        }
        return null;
    }

    private Guest guest(VmId vm) {
        Guest guest = scene.guests().get(vm);
        if (guest == null) {
            throw new IllegalStateException("no VM " + vm);
        }
        return guest;
    }

    /** What is due happens. */
    void settle() {
        for (Flight flight : flights) {
            if (flight.isDue(now())
                    || (!flight.isOver() && isOff(flight.migration().vm()))) {
                land(flight);
            }
        }
    }

    private void end(Flight flight, MigrationOutcome how) {
        world.tell("ended: " + flight.id() + " " + flight.migration() + ", " + how);
        flight.end(how, now());
    }

    /** Forgets those that are over for long. */
    void forget() {
        flights.removeIf(flight -> flight.isOver() && took(flight).toDays() > 1);
    }

    private boolean isOff(VmId vm) {
        Guest guest = scene.guests().get(vm);
        return guest == null || guest.running.isEmpty();
    }

    private void land(Flight flight) {
        Migration migration = flight.migration();
        Guest guest = scene.guests().get(migration.vm());
        Machine target = scene.machines().get(migration.target());
        boolean isPossible =
                guest != null && guest.running.contains(migration.source()) && target != null && target.answers(now());
        if (guest != null) {
            guest.held.remove(migration.target());
        }
        if (guest != null && isPossible && flight.fate() == Flight.Fate.ARRIVES) {
            guest.running.remove(migration.source());
            guest.running.add(migration.target());
            end(flight, new MigrationOutcome.Completed(took(flight), Duration.ofMillis(40), 1e9));
            witness.landed(migration);
        } else {
            end(
                    flight,
                    new MigrationOutcome.Failed(new MigrationFailure.DriverError(FailureCause.OTHER, "it broke off")));
        }
    }

    private Duration took(Flight flight) {
        return Duration.between(flight.startedAt(), now());
    }

    /** Gives up what is under way, unless it does not listen. */
    void abort(Migration migration) {
        for (Flight flight : flights) {
            if (!flight.isOver() && flight.migration().equals(migration) && flight.fate() != Flight.Fate.HANGS) {
                end(flight, new MigrationOutcome.Aborted(new MigrationFailure.Requested()));
                Guest guest = scene.guests().get(migration.vm());
                if (guest != null) {
                    guest.held.remove(migration.target());
                }
            }
        }
    }

    /** {@return the hosts that there are now} */
    Set<HostId> hosts() {
        return scene.machines().values().stream()
                .filter(machine -> machine.isPresent(now()))
                .map(Machine::id)
                .collect(Collectors.toSet());
    }

    /** {@return where the VM is, as far as hosts answer} */
    ActualState state(VmId vm) {
        Set<HostId> active = new TreeSet<>();
        Set<HostId> paused = new TreeSet<>();
        Set<HostId> silent = new TreeSet<>();
        Guest guest = scene.guests().get(vm);
        for (Machine machine : scene.machines().values()) {
            if (!machine.answers(now())) {
                if (machine.isPresent(now())) {
                    silent.add(machine.id());
                }
            } else if (guest != null && guest.running.contains(machine.id())) {
                active.add(machine.id());
            } else if (guest != null && guest.held.contains(machine.id())) {
                paused.add(machine.id());
            }
        }
        return new ActualState(vm, active, paused, silent);
    }

    /** A person stops what hangs and removes what is one too many. */
    void mend(VmId vm) {
        Guest guest = scene.guests().get(vm);
        for (Flight flight : flights) {
            if (!flight.isOver() && flight.migration().vm().equals(vm)) {
                end(flight, new MigrationOutcome.Aborted(new MigrationFailure.Requested()));
            }
        }
        if (guest != null) {
            guest.held.clear();
            while (guest.running.size() > 1) {
                guest.running.pollLast();
            }
        }
    }

    private boolean isOneTooMany(Guest guest) {
        boolean isUnderWay = flights.stream()
                .anyMatch(flight -> !flight.isOver() && flight.migration().vm().equals(guest.id()));
        return guest.running.size() > 1 || (!guest.held.isEmpty() && !isUnderWay);
    }

    /** A person does that for all that hangs for long. */
    void tidyUp() {
        for (Flight flight : List.copyOf(flights)) {
            if (!flight.isOver() && took(flight).compareTo(PATIENCE) > 0) {
                mend(flight.migration().vm());
            }
        }
        scene.guests().values().stream().filter(this::isOneTooMany).forEach(guest -> mend(guest.id()));
    }
}
