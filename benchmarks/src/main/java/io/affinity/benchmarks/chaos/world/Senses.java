// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What can be seen of a world, and is not always true. Not thread-safe. */
public final class Senses implements InventorySource, DemandSource, RuleSource {

    /** Clocks may differ by two steps. */
    private static final Duration TOLERATED = Duration.ofMinutes(10);

    private final World world;
    private final Scene scene;
    private final Witness witness;
    private final boolean isOfController;
    private @Nullable Inventory last;
    private Instant lastAt = Instant.MIN;
    private boolean isOff;
    private Instant darkUntil = Instant.MIN;

    /** @param isOfController whether what is seen is what migrations are decided on */
    Senses(World world, Scene scene, Witness witness, boolean isOfController) {
        this.isOfController = isOfController;
        this.world = world;
        this.scene = scene;
        this.witness = witness;
    }

    @Override
    public String name() {
        return "chaos";
    }

    void goDark(Duration duration) {
        darkUntil = world.time().now().plus(duration);
    }

    void recover() {
        darkUntil = Instant.MIN;
    }

    private void breakNow() {
        if (darkUntil.isAfter(world.time().now())) {
            throw new TelemetryException("Nobody answers.");
        }
        if (world.happens(Fault.TELEMETRY_BREAKS, 15)) {
            switch (world.random().nextInt(4)) {
                case 0 -> throw new TelemetryException("broken");
                case 1 -> throw new IllegalArgumentException("broken");
                case 2 -> throw new AssertionError("broken");
                default -> throw new NoSuchMethodError("broken");
            }
        }
    }

    @Override
    public Inventory inventory() {
        breakNow();
        Inventory before = last;
        boolean isOld = before != null && world.happens(Fault.TELEMETRY_STALE, 6);
        // One whose time was wrong may look right later: nobody could tell, so it is not said again.
        if (before != null && isOld && world.random().nextBoolean() && !isOff) {
            return before;
        }
        Duration offset = isOld ? offset() : Duration.ZERO;
        Inventory seen = seen(world.time().instant().plus(offset));
        isOff = offset.abs().compareTo(TOLERATED) > 0;
        lastAt = world.time().now();
        last = seen;
        return seen;
    }

    private Duration offset() {
        return Duration.ofMinutes(world.random().nextInt(-600, 600));
    }

    private Inventory seen(Instant at) {
        Instant now = world.time().now();
        Inventory.Builder seen = Inventory.builder(at);
        Map<HostId, Machine> present = new LinkedHashMap<>();
        scene.machines().values().stream()
                .filter(machine -> machine.isPresent(now))
                .forEach(machine -> {
                    present.put(machine.id(), machine);
                    seen.host(machine.seen(now));
                });
        if (present.isEmpty()) {
            throw new TelemetryException("No host is left.");
        }
        for (Guest guest : scene.guests().values()) {
            boolean isOverlooked = guest.isOverlooked;
            guest.isOverlooked &= !isOfController;
            if (!isOverlooked) {
                guest.running.stream()
                        .filter(present::containsKey)
                        .findFirst()
                        .ifPresent(host -> seen.vm(guest.seen(), host));
            }
        }
        return seen.build();
    }

    @Override
    public Rules rules(Inventory inventory) {
        breakNow();
        return new Rules(scene.policies(), scene.budgets());
    }

    @Override
    public Demand demand(Inventory inventory) {
        breakNow();
        Instant at = inventory.observedAt();
        boolean isLate = world.happens(Fault.TELEMETRY_STALE, 6);
        Demand.Builder demand = Demand.builder(isLate ? at.minus(Duration.ofHours(2)) : at, inventory.resources());
        inventory.vms().forEach(vm -> {
            Guest guest = scene.guests().get(vm.id());
            if (guest != null && !world.isDark() && !world.happens(Fault.DEMAND_MISSING, 4)) {
                double cores = believable(guest.cores(world.time().now()));
                witness.measured(at, vm.id(), cores);
                demand.put(vm.id(), Resource.CPU, cores);
                demand.put(vm.id(), Resource.MEMORY, believable(guest.memory()));
            }
        });
        Demand measured = demand.build();
        if (!isOff && isOfController) {
            witness.seen(lastAt, inventory, scene);
        }
        return measured;
    }

    private double believable(double value) {
        if (world.happens(Fault.DEMAND_ABSURD, 5)) {
            double[] absurd = {-1, -1e300, 1e300, Double.POSITIVE_INFINITY, Double.NaN, 1e18, Double.MIN_VALUE * -1};
            return absurd[world.random().nextInt(absurd.length)];
        }
        return value;
    }
}
