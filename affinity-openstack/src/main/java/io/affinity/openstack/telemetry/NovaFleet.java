// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.telemetry;

import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.compute.Placement;
import io.affinity.openstack.inventory.CloudReader;
import io.affinity.openstack.inventory.CloudRules;
import io.affinity.openstack.inventory.CloudView;
import io.affinity.openstack.inventory.InventoryAssembly;
import io.affinity.openstack.settings.CallLimits;
import io.affinity.openstack.settings.InventorySettings;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Telemetry of a cloud: inventory, rules, and demand by the diagnostics of servers. The cloud is asked once for each inventory, in as many calls
 * as {@link CloudReader} says: the rules of an inventory that this object made are of the same answers. Asked about another inventory, it asks the cloud
 * once for that.
 *
 * <p>Demand is for small clouds, and where there is no metrics store: one call for each VM, 30 seconds of them in a step at most and no more in a
 * second than the limits say, so that 1,500 VMs are measured in each step with the default of 50 calls a second, and larger clouds in turns. CPU needs two readings of a VM
 * on one host. Memory is what the hypervisor tells that the guest uses, or, as it does not without a balloon driver, what the server has.
 *
 * <p>The id of a VM is the UUID of its server, its tenant the id of the project. A server is a VM if it runs on a host that is looked after; others are
 * {@linkplain Inventory#dormant() dormant}, and what they take of hosts is no room for VMs.
 *
 * <p>A host whose nova-compute is down, or whose cell does not answer, is {@link io.affinity.spi.model.HostState#UNAVAILABLE} with the VMs it had.
 * One that is disabled takes no VMs, by a rule, and keeps those it has; it is to be emptied if the reason for which it is disabled begins with {@code affinity:}.
 *
 * <p>Belongs to one thread at a time.
 */
public final class NovaFleet implements InventorySource, RuleSource, DemandSource {

    /** In one step, for the diagnostics of servers. */
    static final Duration MOST_FOR_DIAGNOSTICS = Duration.ofSeconds(30);

    private final CloudReader reader;
    private final InventoryAssembly assembly;
    private final DiagnosticsMeter meter;
    private final InventorySettings settings;
    private final Supplier<Map<VmId, HostId>> ours;
    private final Clock clock;
    private Instant lastObserved = Instant.MIN;
    private @Nullable Look look;

    /**
     * What the cloud said when it was asked last.
     *
     * @param askedFor the instant of the inventory that it was for
     * @param demand null before it was asked for
     */
    private record Look(
            Instant askedFor, CloudView view, @Nullable Demand demand) {}

    NovaFleet(
            CloudReader reader,
            DiagnosticsMeter meter,
            InventorySettings settings,
            Supplier<Map<VmId, HostId>> ours,
            Clock clock) {
        this.reader = reader;
        this.meter = meter;
        this.settings = settings;
        this.ours = ours;
        this.clock = clock;
        this.assembly = new InventoryAssembly(settings);
    }

    /**
     * {@return telemetry of a cloud; nothing is asked yet}
     *
     * @param ours gives the VMs that we are migrating at the moment, and where to
     * @param clock that says when an observation was made
     * @throws IllegalArgumentException if a reserve is stated of something else than CPU and memory
     */
    public static NovaFleet of(
            Nova nova,
            Placement placement,
            CallLimits limits,
            InventorySettings settings,
            Supplier<Map<VmId, HostId>> ours,
            Clock clock) {
        LongSupplier nanoTime = System::nanoTime;
        return new NovaFleet(
                new CloudReader(nova, placement, limits.atOnce()),
                new DiagnosticsMeter(nova, limits.atOnce(), MOST_FOR_DIAGNOSTICS, nanoTime),
                settings,
                ours,
                clock);
    }

    @Override
    public String name() {
        return "openstack";
    }

    @Override
    public Inventory inventory() {
        return look(null).view().inventory();
    }

    @Override
    public Rules rules(Inventory inventory) {
        return CloudRules.of(inventory, lookFor(inventory).view(), settings);
    }

    @Override
    public Demand demand(Inventory inventory) {
        Look known = lookFor(inventory);
        Demand demand = known.demand();
        if (demand == null) {
            demand = meter.measure(known.view().inventory().observedAt(), known.view());
            look = new Look(known.askedFor(), known.view(), demand);
        }
        return demand;
    }

    private Look lookFor(Inventory inventory) {
        Look known = look;
        return known == null || !known.askedFor().equals(inventory.observedAt()) ? look(inventory.observedAt()) : known;
    }

    /** @param askedFor null for the inventory that is made of it */
    private Look look(@Nullable Instant askedFor) {
        // Before the cloud is asked: what we begin meanwhile is another's until the next look, and stays.
        Map<VmId, HostId> migrating = Map.copyOf(ours.get());
        Instant now = clock.instant();
        lastObserved = now.isBefore(lastObserved) ? lastObserved : now;
        CloudView view = assembly.assemble(lastObserved, reader.read(), migrating);
        Look taken = new Look(askedFor == null ? lastObserved : askedFor, view, null);
        look = taken;
        return taken;
    }
}
