// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import io.affinity.spi.contract.MigratorWorld;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Three hosts and a VM of 4 GB, in memory. */
final class PlainWorld implements MigratorWorld {

    private final Fleet fleet;
    private final PlainMigrator plain;
    private final Migrator migrator;

    /** Wraps the migrator, to give it a defect. */
    PlainWorld(UnaryOperator<Migrator> defect) {
        ResourceSet resources = ResourceSet.of(Resource.CPU, Resource.MEMORY);
        Fleet.Builder builder = Fleet.builder(Instant.parse("2026-01-05T00:00:00Z"));
        for (String host : new String[] {"a", "b", "c"}) {
            builder.host(Host.of(new HostId(host), ResourceVector.of(resources, 16, 64e9)));
        }
        fleet = builder.vm(Vm.of(new VmId("v"), ResourceVector.of(resources, 2, 4e9)), new HostId("b"))
                .build();
        plain = new PlainMigrator(fleet);
        migrator = defect.apply(plain);
    }

    @Override
    public Migrator migrator() {
        return migrator;
    }

    @Override
    public Fleet fleet() {
        return fleet;
    }

    @Override
    public void passTime(Duration duration) {
        plain.passTime(duration);
    }

    @Override
    public Set<Fault> faults() {
        return EnumSet.allOf(Fault.class);
    }

    @Override
    public void inject(Fault fault, Migration migration) {
        switch (fault) {
            case COPY_BREAKS -> plain.breakCopying();
            case TARGET_SILENT -> plain.silence(migration.target());
            case SOURCE_SILENT -> plain.silence(migration.source());
        }
    }
}
