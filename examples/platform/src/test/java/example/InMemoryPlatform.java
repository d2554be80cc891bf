package example;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;

/**
 * A small platform in memory, whose time passes when it is told to, and which fails as real ones do: copies break, a VM writes
 * faster than it is copied, hosts go silent, and so does the control plane itself, with or without doing what it was asked to.
 */
final class InMemoryPlatform implements ControlPlane {

    private static final Duration DOWNTIME = Duration.ofMillis(50);
    private static final double MIB = 1024 * 1024;

    private final Map<String, HostInfo> hosts = new LinkedHashMap<>();
    private final Map<String, VmInfo> vms = new LinkedHashMap<>();
    private final Map<String, Sample> samples = new LinkedHashMap<>();
    private final List<Group> groups = new ArrayList<>();
    private final Map<String, InMemoryMigration> migrations = new LinkedHashMap<>();
    private final Set<String> silentHosts = new TreeSet<>();
    private Instant now = Instant.parse("2026-01-05T00:00:00Z");
    private boolean breaksCopies;
    private boolean converges = true;
    private boolean ignoresAborts;
    private boolean hasNoHeartbeat;
    private boolean isSilent;
    private boolean losesNextAnswer;

    InMemoryPlatform host(String name, int cores, long memoryMib) {
        hosts.put(name, new HostInfo(name, "up", cores, memoryMib));
        return this;
    }

    InMemoryPlatform vm(String name, String host, int vcpus, long memoryMib, double cpuPercent) {
        vms.put(name, new VmInfo(name, "running", host, vcpus, memoryMib));
        samples.put(name, new Sample(name, now, cpuPercent, memoryMib / 2));
        return this;
    }

    InMemoryPlatform group(String name, String policy, String... members) {
        groups.add(new Group(name, policy, Set.of(members)));
        return this;
    }

    // ----- what operators and accidents do -----

    synchronized void drain(String host) {
        HostInfo info = hosts.get(host);
        hosts.put(host, new HostInfo(host, "maintenance", info.cores(), info.memoryMib()));
    }

    synchronized void silence(String host) {
        HostInfo info = hosts.get(host);
        hosts.put(host, new HostInfo(host, "down", info.cores(), info.memoryMib()));
        silentHosts.add(host);
    }

    synchronized void breakCopies() {
        breaksCopies = true;
    }

    synchronized void setConverging(boolean converging) {
        converges = converging;
    }

    synchronized void ignoreAborts() {
        ignoresAborts = true;
    }

    synchronized void stopHeartbeats() {
        hasNoHeartbeat = true;
    }

    synchronized void setSilent(boolean silent) {
        isSilent = silent;
    }

    /** The next call does what it says, and its caller does not learn it. */
    synchronized void loseNextAnswer() {
        losesNextAnswer = true;
    }

    synchronized void pass(Duration duration) {
        now = now.plus(duration);
        migrations.values().forEach(migration -> advance(migration, duration));
        samples.replaceAll((vm, old) -> silentHosts.contains(vms.get(vm).host())
                ? old
                : new Sample(vm, now, old.cpuPercent(), old.memoryMib()));
    }

    InstantSource clock() {
        return () -> {
            synchronized (this) {
                return now;
            }
        };
    }

    private void advance(InMemoryMigration migration, Duration duration) {
        if (!migration.isActive()) {
            return;
        }
        NewMigration what = migration.what();
        migration.copy(duration, converges);
        if (silentHosts.contains(what.from()) || silentHosts.contains(what.to())) {
            migration.end("lost", "host_down", "A host has gone silent.");
        } else if (migration.isToBeAborted() && !ignoresAborts) {
            migration.end("aborted", "", "");
        } else if (breaksCopies) {
            migration.end("failed", "copy_failed", "The connection between the hosts broke.");
        } else if (migration.isCopied()) {
            VmInfo vm = vms.get(what.vm());
            vms.put(vm.name(), new VmInfo(vm.name(), "running", what.to(), vm.vcpus(), vm.memoryMib()));
            migration.end("completed", "", "");
        }
    }

    // ----- the API -----

    private void answer() {
        if (isSilent || losesNextAnswer) {
            losesNextAnswer = false;
            throw new ApiException(ApiException.NO_ANSWER, "The control plane does not answer.");
        }
    }

    private <T> Answer<T> answer(Iterable<T> items) {
        answer();
        List<T> list = new ArrayList<>();
        items.forEach(list::add);
        return new Answer<>(now, list);
    }

    @Override
    public synchronized Answer<HostInfo> hosts() {
        return answer(hosts.values());
    }

    @Override
    public synchronized Answer<VmInfo> vms() {
        return answer(vms.values());
    }

    @Override
    public synchronized Answer<Group> groups() {
        return answer(groups);
    }

    @Override
    public synchronized Answer<Sample> metrics() {
        return answer(samples.values());
    }

    @Override
    public synchronized void migrate(NewMigration what) {
        if (!isSilent && !migrations.containsKey(what.id())) {
            refuseWhatCannotBe(what);
            double bytes = vms.get(what.vm()).memoryMib() * MIB;
            migrations.put(what.id(), new InMemoryMigration(what, bytes, DOWNTIME));
        }
        answer();
    }

    private void refuseWhatCannotBe(NewMigration what) {
        VmInfo vm = vms.get(what.vm());
        if (vm == null) {
            throw new ApiException("vm_not_found", "There is no VM " + what.vm() + ".");
        } else if (!hosts.containsKey(what.from()) || !hosts.containsKey(what.to())) {
            throw new ApiException("host_not_found", "There is no such host.");
        } else if (!vm.host().equals(what.from())) {
            throw new ApiException("vm_not_on_host", "The VM runs on " + vm.host() + ".");
        } else if (silentHosts.contains(what.from()) || silentHosts.contains(what.to())) {
            throw new ApiException("host_down", "A host does not answer.");
        } else if (active(what.vm()) != null) {
            throw new ApiException("vm_busy", "The VM is being migrated.");
        }
    }

    private InMemoryMigration active(String vm) {
        return migrations.values().stream()
                .filter(migration ->
                        migration.isActive() && migration.what().vm().equals(vm))
                .findFirst()
                .orElse(null);
    }

    @Override
    public synchronized MigrationInfo migration(String id) {
        answer();
        InMemoryMigration migration = migrations.get(id);
        if (migration == null) {
            throw new ApiException(ApiException.NOT_FOUND, "There is no migration " + id + ".");
        }
        return migration.info();
    }

    @Override
    public synchronized List<MigrationInfo> activeMigrations() {
        answer();
        return migrations.values().stream()
                .filter(InMemoryMigration::isActive)
                .map(InMemoryMigration::info)
                .toList();
    }

    @Override
    public synchronized void abortMigration(String id) {
        if (!isSilent && migrations.containsKey(id)) {
            migrations.get(id).abort();
        }
        answer();
    }

    @Override
    public synchronized CompletableFuture<Copy> copy(String host, String vm) {
        if (isSilent || silentHosts.contains(host)) {
            return CompletableFuture.failedFuture(new ApiException("host_down", "The host does not answer."));
        }
        InMemoryMigration migration = active(vm);
        boolean isHeld = migration != null && migration.what().to().equals(host);
        boolean isRunning = vms.containsKey(vm) && vms.get(vm).host().equals(host);
        return CompletableFuture.completedFuture(
                new Copy(isRunning ? "running" : isHeld ? "held" : "absent", isRunning && !hasNoHeartbeat));
    }
}
