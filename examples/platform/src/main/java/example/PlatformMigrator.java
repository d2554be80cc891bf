package example;

import io.affinity.spi.migration.ActualState;
import io.affinity.spi.migration.Doubt;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationHandle;
import io.affinity.spi.migration.MigrationRequest;
import io.affinity.spi.migration.Migrator;
import io.affinity.spi.migration.Verification;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/** Has the platform migrate. Thread-safe. Futures are complete within the five seconds that the platform gives a host. */
public final class PlatformMigrator implements Migrator {

    private static final ControlPlane.Copy SILENT = new ControlPlane.Copy("silent", false);

    private final ControlPlane platform;
    private final InstantSource clock;
    private volatile List<String> hosts;

    /**
     * @param clock by which a migration takes too long
     * @throws ApiException if the platform does not tell its hosts
     */
    public PlatformMigrator(ControlPlane platform, InstantSource clock) {
        this.platform = platform;
        this.clock = clock;
        this.hosts = names();
    }

    @Override
    public String name() {
        return "platform";
    }

    @Override
    public MigrationHandle start(MigrationRequest request) {
        return PlatformMigration.start(platform, request, clock);
    }


    @Override
    public Set<HostId> hosts() {
        return knownHosts().stream().map(HostId::new).collect(Collectors.toSet());
    }

    @Override
    public CompletableFuture<ActualState> inspect(VmId vm) {
        Map<HostId, CompletableFuture<ControlPlane.Copy>> copies = new TreeMap<>();
        knownHosts().forEach(host -> copies.put(new HostId(host), copy(host, vm)));
        return CompletableFuture.allOf(copies.values().toArray(CompletableFuture[]::new))
                .thenApply(all ->
                        new ActualState(vm, in("running", copies), in("held", copies), in(SILENT.state(), copies)));
    }

    private static Set<HostId> in(String state, Map<HostId, CompletableFuture<ControlPlane.Copy>> copies) {
        return copies.keySet().stream()
                .filter(host -> copies.get(host).join().state().equals(state))
                .collect(Collectors.toSet());
    }

    private CompletableFuture<ControlPlane.Copy> copy(String host, VmId vm) {
        return platform.copy(host, vm.value()).exceptionally(failure -> SILENT);
    }

    /** The hosts of now, or those of before while the platform does not tell: a VM that nobody was asked about is not gone. */
    private List<String> knownHosts() {
        try {
            hosts = names();
        } catch (ApiException e) {
            return hosts;
        }
        return hosts;
    }

    private List<String> names() {
        return platform.hosts().items().stream()
                .map(ControlPlane.HostInfo::name)
                .toList();
    }

    @Override
    public CompletableFuture<Verification> verify(Migration migration) {
        HostId target = migration.target();
        return inspect(migration.vm()).thenCombine(copy(target.value(), migration.vm()), (state, copy) -> {
            List<Doubt> doubts = Doubt.about(state, migration);
            if (!doubts.isEmpty()) {
                return new Verification.Refuted(doubts);
            }
            return copy.heartbeat()
                    ? new Verification.Verified()
                    : new Verification.Unconfirmed(List.of(Doubt.of(Doubt.Kind.AGENT_SILENT, target)));
        });
    }

    @Override
    public void abort(Migration migration) {
        try {
            platform.activeMigrations().stream()
                    .map(ControlPlane.MigrationInfo::what)
                    .filter(what -> what.vm().equals(migration.vm().value())
                            && what.from().equals(migration.source().value())
                            && what.to().equals(migration.target().value()))
                    .forEach(what -> platform.abortMigration(what.id()));
        } catch (ApiException e) {
            // It has ended meanwhile, or goes on: whoever asked for it inspects the VM, and asks again.
        }
    }
}
