// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import io.affinity.spi.model.HostId;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/** What happens to hosts, VMs, disk and clock from moment to moment. */
final class Mishaps {

    private static final Duration YEAR = Duration.ofDays(365);

    private final World world;
    private final Scene scene;
    private final Hypervisors hypervisors;
    private Instant roomAgainAt = Instant.MIN;

    Mishaps(World world, Scene scene, Hypervisors hypervisors) {
        this.world = world;
        this.scene = scene;
        this.hypervisors = hypervisors;
    }

    private SplittableRandom random() {
        return world.random();
    }

    private boolean happens(Fault fault, int onceIn) {
        boolean happens = world.happens(fault, onceIn);
        if (happens) {
            world.tell(fault.toString());
        }
        return happens;
    }

    private Instant soon(int mostMinutes) {
        return world.time().now().plus(Duration.ofMinutes(random().nextInt(1, mostMinutes)));
    }

    void happen() {
        toHosts();
        if (!scene.guests().isEmpty()) {
            toVms();
        }
        toClock();
        toDisk();
        if (happens(Fault.TELEMETRY_OUTAGE, 600)) {
            world.senses().goDark(Duration.ofMinutes(random().nextInt(5, 240)));
        }
        if (happens(Fault.POWER_LOSS, 500)) {
            world.disk().losePower(random());
        }
    }

    private void toHosts() {
        if (happens(Fault.HOST_SILENT, 150)) {
            scene.anyMachine().silentUntil = soon(60);
        }
        if (happens(Fault.HOST_LEAVES, 250)) {
            scene.anyMachine().awayUntil = soon(120);
        }
        if (happens(Fault.HOST_RENAMED, 700)) {
            scene.rename(scene.anyMachine());
        }
        if (happens(Fault.HOST_REFUSES, 250)) {
            scene.anyMachine().refusesUntil = soon(600);
        }
        if (happens(Fault.DRAINING, 300)) {
            Machine machine = scene.anyMachine();
            machine.isDraining = !machine.isDraining;
        }
        if (happens(Fault.RULES_CHANGE, 300) && !scene.guests().isEmpty()) {
            scene.makeRules(true);
        }
    }

    private void toVms() {
        Guest guest = scene.anyGuest();
        if (happens(Fault.VM_CHURN, world.setting().churn())) {
            // So that there are about as many as at the beginning.
            if (scene.guests().size() >= world.setting().vms()) {
                hypervisors.gone(guest.id());
                scene.guests().remove(guest.id());
            } else {
                scene.bear(world.time().now());
            }
        }
        if (happens(Fault.VM_POWERS_OFF, 10)) {
            hypervisors.flights().stream()
                    .filter(flight -> !flight.isOver())
                    .findFirst()
                    .ifPresent(flight -> powerOff(flight));
        }
        if (happens(Fault.VM_OVERLOOKED, 60)) {
            guest.isOverlooked = true;
        }
        if (happens(Fault.VM_RENAMED, 120)) {
            scene.rename(guest);
        }
        Machine machine = scene.anyMachine();
        HostId host = machine.id();
        boolean isElsewhere = !guest.running.contains(host) && !guest.held.contains(host);
        if (isElsewhere && happens(Fault.VM_DOUBLED, 400)) {
            hypervisors.back(guest.id());
            (random().nextBoolean() ? guest.running : guest.held).add(host);
        }
        if (isElsewhere
                && guest.running.size() == 1
                && guest.held.isEmpty()
                && happens(Fault.OUTSIDE_MOVER, 120)
                && scene.freeMemory(machine) >= guest.vm().allocation().value(1)) {
            guest.running.clear();
            guest.running.add(host);
        }
    }

    /** It stays defined, and so may come back. */
    private void powerOff(Flight flight) {
        Guest guest = scene.guests().get(flight.migration().vm());
        if (guest != null) {
            hypervisors.gone(guest.id());
            guest.running.clear();
            guest.held.clear();
            if (random().nextBoolean()) {
                scene.guests().remove(guest.id());
            }
        }
    }

    private void toClock() {
        if (happens(Fault.CLOCK_HOUR, 400)) {
            world.time().jumpTo(Duration.ofSeconds(random().nextInt(-3600, 3600)));
        }
        if (happens(Fault.CLOCK_YEAR, 600)) {
            world.time().jumpTo(random().nextBoolean() ? YEAR : YEAR.negated());
        } else if (world.time().error().abs().compareTo(YEAR) >= 0 && random().nextInt(60) == 0) {
            world.time().jumpTo(Duration.ZERO);
        }
    }

    private void toDisk() {
        if (random().nextInt(3) == 0) {
            world.disk().writeBack();
        }
        if (happens(Fault.DISK_FULL, 300)) {
            world.disk().setCapacity(world.disk().used() + random().nextInt(2000));
            roomAgainAt = soon(90);
        } else if (!roomAgainAt.isAfter(world.time().now())) {
            world.disk().setCapacity(Long.MAX_VALUE);
        }
    }
}
