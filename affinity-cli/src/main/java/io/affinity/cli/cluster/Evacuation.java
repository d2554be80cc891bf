package io.affinity.cli.cluster;

import io.affinity.cli.output.AlarmText;
import io.affinity.cli.output.NoteText;
import io.affinity.core.CycleReport;
import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerListener;
import io.affinity.core.execution.MigrationReport;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmNames;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Empties a host without a loop that knows the past: demand is looked at {@value #LOOKS} times before anything is decided, for
 * VMs that nobody measured are migrated nowhere.
 */
public final class Evacuation {

    /** As many looks as the history wants before it trusts what it sees. */
    public static final int LOOKS = 12;

    private static final Duration POLL = Duration.ofMillis(200);

    /** Steps without a migration, once everything was looked at, after which nothing more is to be hoped for. */
    private static final int PATIENCE = 6;

    private final Cluster cluster;
    private final MigrationJournal journal;
    private final Duration look;
    private final BiConsumer<MigrationReport, VmNames> listener;
    private @Nullable Fleet fleet;
    private int steps;
    private int lastActive;
    private String note = "";

    /**
     * @param look how long demand is looked at before the first migration
     * @param listener told of each migration that has ended, and what VMs are called
     */
    public Evacuation(
            Cluster cluster, MigrationJournal journal, Duration look, BiConsumer<MigrationReport, VmNames> listener) {
        this.cluster = cluster;
        this.journal = journal;
        this.look = look;
        this.listener = listener;
    }

    /** {@return what is to be said of the host, such as what is left and why, or an empty text if it is empty} */
    public String empty(HostId host, Duration timeout) throws InterruptedException {
        Clock clock = Clock.systemUTC();
        Instant deadline = clock.instant().plus(timeout);
        Duration step = look.dividedBy(LOOKS);
        Rebalancer rebalancer = cluster.evacuating(step, journal, new RebalancerListener() {
            @Override
            public void migrated(MigrationReport report) {
                lastActive = steps;
                listener.accept(report, names());
            }
        });
        rebalancer.recover();
        cluster.warmUp(Duration.ZERO);
        Loop loop = new Loop(rebalancer, step, POLL, clock, report -> {
            note(report);
            cluster.measure(report, rebalancer.underWay());
        });
        loop.run(() -> isOver(host, rebalancer) || clock.instant().isAfter(deadline));
        if (isEmpty(host)) {
            return "";
        }
        String why = rebalancer.alarms().isEmpty() ? note : AlarmText.of(rebalancer.alarms(), names());
        return isKnown(host)
                ? "is not empty. " + vmsOn(host) + " could not be migrated. " + why
                : "does not answer, so that nobody knows whether it is empty. " + why;
    }

    private boolean isEmpty(HostId host) {
        return isKnown(host) && vmsOn(host).isEmpty();
    }

    private boolean isKnown(HostId host) {
        Fleet known = fleet;
        return known != null && known.contains(host) && known.host(host).state() != HostState.UNAVAILABLE;
    }

    private void note(CycleReport report) {
        steps++;
        if (report.fleet() != null) {
            fleet = report.fleet();
        }
        if (report.decision() != null && !report.decision().plan().isEmpty()) {
            lastActive = steps;
        }
        note = NoteText.of(report.notes(), names());
    }

    private boolean isOver(HostId host, Rebalancer rebalancer) {
        if (!rebalancer.alarms().isEmpty()) {
            return true;
        }
        boolean isIdle = rebalancer.underWay().isEmpty();
        boolean hasLooked = steps > LOOKS + PATIENCE && steps - lastActive > PATIENCE;
        return steps > 0 && isIdle && (isEmpty(host) || hasLooked);
    }

    private VmNames names() {
        return VmNames.of(fleet == null ? List.of() : fleet.vms());
    }

    private List<String> vmsOn(HostId host) {
        Fleet known = fleet;
        return known == null
                ? List.of()
                : known.vms().stream()
                        .map(Vm::id)
                        .filter(vm -> known.placement().hostOf(vm).equals(host))
                        .map(names()::label)
                        .toList();
    }
}
