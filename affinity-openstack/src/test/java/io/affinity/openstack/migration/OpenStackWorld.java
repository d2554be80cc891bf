// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import io.affinity.openstack.OpenStack;
import io.affinity.openstack.OpenStackSettings;
import io.affinity.openstack.lab.LabCloud;
import io.affinity.openstack.lab.OpenStackLab;
import io.affinity.openstack.settings.MigratorSettings;
import io.affinity.spi.contract.MigratorWorld;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Vm;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Three in-memory hosts of the lab with one server on the first, and a migrator that is not patient. */
final class OpenStackWorld implements MigratorWorld {

    static final HostId NODE1 = new HostId("node1");
    static final HostId NODE2 = new HostId("node2");
    static final HostId NODE3 = new HostId("node3");

    /** Real time is not to be had by the hour. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    private static final OpenStackSettings SETTINGS = OpenStackSettings.DEFAULT.withMigrator(
            new MigratorSettings(Duration.ofMillis(200), Duration.ofSeconds(15), 0.5));

    private final OpenStackLab lab;
    private final Migrator migrator;
    private final Vm vm;
    private final HostId host;

    private static boolean isBroken = true;
    private static String id = "";

    private OpenStackWorld(OpenStackLab lab, Vm vm, HostId host) {
        this.lab = lab;
        this.vm = vm;
        this.host = host;
        migrator = OpenStack.connect(LabCloud.access(lab), SETTINGS, Clock.systemUTC())
                .migrator();
    }

    /** The server of the world before serves again, wherever it is, unless something went wrong there: booting takes its time. */
    static OpenStackWorld ordinary() {
        OpenStackLab lab = OpenStackLab.running();
        Scene scene = Scene.open();
        if (!id.isEmpty() && !isBroken) {
            Scene.await(
                    "nothing is done with the server",
                    () -> scene.server(id).status().equals("ACTIVE"));
        } else {
            lab.mend();
            lab.deleteServers();
            id = lab.server(NODE1.value(), "vm");
            isBroken = false;
        }
        lab.migrationsTake(Duration.ofSeconds(3));
        return new OpenStackWorld(
                lab,
                Vm.of(id, 1, 512 * 0x1p20),
                new HostId(String.valueOf(scene.server(id).host())));
    }

    @Override
    public Migrator migrator() {
        return migrator;
    }

    @Override
    public Fleet fleet() {
        Fleet.Builder fleet = Fleet.builder(Instant.EPOCH);
        for (HostId host : new HostId[] {NODE1, NODE2, NODE3}) {
            fleet.host(Host.of(host.value(), 16, 0x1p34));
        }
        return fleet.vm(vm, host).build();
    }

    @Override
    public void passTime(Duration duration) {
        try {
            Thread.sleep((duration.compareTo(LONGEST) < 0 ? duration : LONGEST).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Silent hosts take the control plane a minute each time; {@link OutageLabTest} has one of each in any run. */
    @Override
    public Set<Fault> faults() {
        return Boolean.getBoolean("affinity.openstack.faults") ? Set.of(Fault.values()) : Set.of(Fault.COPY_BREAKS);
    }

    @Override
    public void inject(Fault fault, Migration migration) {
        isBroken = true;
        switch (fault) {
            case COPY_BREAKS -> lab.migrationsEnd(OpenStackLab.Ending.FAIL);
            case TARGET_SILENT -> lab.freeze(migration.target().value());
            case SOURCE_SILENT -> lab.freeze(migration.source().value());
        }
    }
}
