package example;

import io.affinity.spi.contract.MigratorWorld;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.model.Fleet;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;

/** Three hosts and a VM, with all the faults that the kit knows. */
final class PlatformWorld implements MigratorWorld {

    private final InMemoryPlatform platform = new InMemoryPlatform()
            .host("a", 16, 65_536)
            .host("b", 16, 65_536)
            .host("c", 16, 65_536)
            .vm("web-0", "b", 2, 4_096, 50);
    private final Migrator migrator = new PlatformMigrator(platform, platform.clock());
    private final Fleet fleet = new PlatformTelemetry(platform).inventory().with(Rules.NONE);

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
        platform.pass(duration);
    }

    @Override
    public Set<Fault> faults() {
        return EnumSet.allOf(Fault.class);
    }

    @Override
    public void inject(Fault fault, Migration migration) {
        switch (fault) {
            case COPY_BREAKS -> platform.breakCopies();
            case TARGET_SILENT -> platform.silence(migration.target().value());
            case SOURCE_SILENT -> platform.silence(migration.source().value());
        }
    }
}
