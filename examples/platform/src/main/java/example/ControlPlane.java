package example;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The platform, by its REST API: each method is one call, and throws {@link ApiException}. A real one is an HTTP client; the tests
 * have one in memory, which can fail as real ones do. Thread-safe.
 */
public interface ControlPlane {

    /** GET /hosts. */
    Answer<HostInfo> hosts();

    /** GET /vms: what the platform knows of all VMs, also of those that it cannot ask just now. */
    Answer<VmInfo> vms();

    /** GET /groups: VMs that belong together, or apart. */
    Answer<Group> groups();

    /** GET /metrics: the newest sample of each VM, however old it is. */
    Answer<Sample> metrics();

    /** POST /migrations: begins one under an id of the caller's, and comes back at once; the same id begins nothing twice. */
    void migrate(NewMigration migration);

    /** GET /migrations/{id}. */
    MigrationInfo migration(String id);

    /** GET /migrations?state=active. */
    List<MigrationInfo> activeMigrations();

    /** POST /migrations/{id}/abort: comes back at once; the migration ends as aborted, or goes on if the VM has switched over. */
    void abortMigration(String id);

    /** GET /hosts/{host}/vms/{vm}: asks the host itself, not the database; fails within five seconds if the host is silent. */
    CompletableFuture<Copy> copy(String host, String vm);

    /** @param at when the platform put the list together, by its clock */
    record Answer<T>(Instant at, List<T> items) {}

    /** @param status "up", "maintenance", "down" and others */
    record HostInfo(String name, String status, int cores, long memoryMib) {}

    /** @param status "running", "migrating", "stopped" and others; while it migrates, it is on its source */
    record VmInfo(String name, String status, String host, int vcpus, long memoryMib) {}

    /** @param policy "affinity" or "anti-affinity" */
    record Group(String name, String policy, Set<String> vms) {}

    /** @param cpuPercent of all its vCPUs together, 0 to 100 */
    record Sample(String vm, Instant at, double cpuPercent, long memoryMib) {}

    /** @param throttle whether a VM that writes too fast may be slowed down */
    record NewMigration(
            String id,
            String vm,
            String from,
            String to,
            long bytesPerSecond,
            Duration maxDowntime,
            boolean throttle) {}

    /**
     * @param status "queued", "copying", "switching", then "completed", "failed", "aborted", or "lost" if a host has gone silent
     * @param error a word for programs; empty if there is none
     */
    record MigrationInfo(
            NewMigration what,
            String status,
            Duration elapsed,
            Duration downtime,
            double sentBytes,
            double leftBytes,
            String error,
            String message) {}

    /**
     * @param state "running", "held" (as on the target of a migration) or "absent"
     * @param heartbeat whether the guest has shown a sign of life
     */
    record Copy(String state, boolean heartbeat) {}
}
