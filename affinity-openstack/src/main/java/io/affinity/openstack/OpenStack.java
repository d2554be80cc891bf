// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack;

import io.affinity.openstack.compute.Nova;
import io.affinity.openstack.compute.Placement;
import io.affinity.openstack.http.ApiException;
import io.affinity.openstack.http.Caller;
import io.affinity.openstack.identity.Session;
import io.affinity.openstack.maintenance.Maintenance;
import io.affinity.openstack.migration.NovaMigrator;
import io.affinity.openstack.settings.CloudAccess;
import io.affinity.openstack.settings.Secret;
import io.affinity.openstack.telemetry.NovaFleet;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.model.HostId;
import io.affinity.spi.telemetry.Telemetry;
import java.time.Clock;

/**
 * A cloud of OpenStack: what is seen of its hypervisors and servers, and live migrations between them.
 *
 * <pre>{@code
 * OpenStack cloud = OpenStack.connect(Clouds.file(Path.of("clouds.yaml"), "production"), OpenStackSettings.DEFAULT, Clock.systemUTC());
 * Rebalancer rebalancer = Rebalancer.builder()
 *         .telemetry(cloud.telemetry())
 *         .migrator(cloud.migrator())
 *         ...
 * }</pre>
 *
 * <p>The demand that it knows is for small clouds; a metrics store takes the place of it: {@code Telemetry.of(cloud.inventory(), store, cloud.rules())}.
 *
 * <p>Inventory, rules and demand are asked for by one thread at a time; everything else is thread-safe. Nothing needs to be closed.
 */
public final class OpenStack {

    private final Caller caller;
    private final Session session;
    private final NovaFleet fleet;
    private final NovaMigrator migrator;
    private final Maintenance maintenance;

    private OpenStack(Caller caller, Session session, NovaFleet fleet, NovaMigrator migrator, Maintenance maintenance) {
        this.caller = caller;
        this.session = session;
        this.fleet = fleet;
        this.migrator = migrator;
        this.maintenance = maintenance;
    }

    /**
     * {@return the cloud at this address; nothing is asked yet}
     *
     * @param clock that says when an observation was made
     * @throws IllegalArgumentException if settings do not fit together
     */
    public static OpenStack connect(CloudAccess access, OpenStackSettings settings, Clock clock) {
        Caller caller = new Caller(settings.calls(), access.authority());
        Session session = new Session(access, caller, System::nanoTime);
        Nova nova = new Nova(session);
        Placement placement = new Placement(session);
        NovaMigrator migrator = new NovaMigrator(session, nova, placement, settings.migrator());
        NovaFleet fleet =
                NovaFleet.of(nova, placement, settings.calls(), settings.inventory(), migrator::targets, clock);
        return new OpenStack(caller, session, fleet, migrator, new Maintenance(nova));
    }

    /** {@return all that is seen: inventory, rules, and demand by diagnostics} */
    public Telemetry telemetry() {
        return Telemetry.of(fleet);
    }

    /** {@return what there is: hosts and VMs} */
    public InventorySource inventory() {
        return fleet;
    }

    /** {@return the rules that follow from server groups, flavors, zones and metadata} */
    public RuleSource rules() {
        return fleet;
    }

    /** {@return what VMs demand, as their hypervisors count it, by one call for each} */
    public DemandSource demand() {
        return fleet;
    }

    /** {@return what carries migrations out} */
    public Migrator migrator() {
        return migrator;
    }

    /**
     * Keeps new servers away from a host that is to be emptied: its nova-compute is disabled, for a reason by which {@link #inventory} knows
     * that it is to be emptied. One that somebody else has disabled stays as it is.
     *
     * @throws TelemetryException if Nova does not do it, or does not know the host
     */
    public void close(HostId host) {
        maintenance.close(host);
    }

    /**
     * Lets servers come to a host again, if {@link #close} has kept them away.
     *
     * @throws TelemetryException if Nova does not do it, or does not know the host
     */
    public void open(HostId host) {
        maintenance.open(host);
    }

    /**
     * {@return a token of Keystone, for what asks for one beside the services that this asks itself, such as a metrics store behind Aetos; the one
     * in use, or a new one before that ends}
     *
     * @throws TelemetryException if none is given
     */
    public Secret token() {
        try {
            return session.tokenText();
        } catch (ApiException e) {
            throw new TelemetryException(e.getMessage() + ".", e);
        }
    }

    /** Is told that a token was refused: if it is still the one in use, the next is another. Asks nobody. */
    public void refused(Secret token) {
        session.refused(token);
    }

    /** {@return how many calls of its services were begun so far} */
    public long calls() {
        return caller.calls();
    }
}
