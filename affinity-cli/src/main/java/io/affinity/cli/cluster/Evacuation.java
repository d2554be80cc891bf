// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.output.AlarmText;
import io.affinity.cli.output.NoteText;
import io.affinity.core.CycleReport;
import io.affinity.core.Mode;
import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerListener;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.storage.MemoryJournal;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private final Duration look;
    private final Listener listener;
    private final Set<Migration> told = new HashSet<>();
    private @Nullable Fleet fleet;
    private @Nullable CycleReport last;
    private int steps;
    private int lastActive;
    private String note = "";

    /** Hears how far it is. */
    public interface Listener {

        /** Demand was looked at once more; {@link #LOOKS} times before anything is decided. */
        default void looked() {}

        /** A migration is under way. */
        default void begun(Migration migration, VmNames names) {}

        /** A migration has ended. */
        default void migrated(MigrationReport report, VmNames names) {}
    }

    /**
     * What would be done.
     *
     * @param view of the cycle that decided
     * @param left the VMs that stay, by name
     * @param why they stay, or why nothing is known of them, in sentences
     */
    public record Outlook(ClusterView view, List<String> left, String why) {

        /** {@return whether no VM would be migrated} */
        public boolean isNothingPlanned() {
            return view.report().decision() == null
                    || view.report().decision().plan().isEmpty();
        }
    }

    /** @param look how long demand is looked at before anything is decided */
    public Evacuation(Cluster cluster, Duration look, Listener listener) {
        this.cluster = cluster;
        this.look = look;
        this.listener = listener;
    }

    /**
     * {@return what is to be said of the host, such as what is left and why, or an empty text if it is empty}
     *
     * @param journal of whoever migrates
     */
    public String empty(HostId host, MigrationJournal journal, Duration timeout) throws InterruptedException {
        Rebalancer rebalancer = cluster.evacuating(Mode.AUTOMATIC, step(), journal, new RebalancerListener() {
            @Override
            public void migrated(MigrationReport report) {
                lastActive = steps;
                told.remove(report.planned().migration());
                listener.migrated(report, names());
            }
        });
        rebalancer.recover();
        run(rebalancer, timeout, () -> isOver(host, rebalancer));
        if (isEmpty(host)) {
            return "";
        }
        String why = rebalancer.alarms().isEmpty() ? note : AlarmText.of(rebalancer.alarms(), names());
        return isKnown(host)
                ? "is not empty. " + vmsOn(host) + " could not be migrated. " + why
                : "does not answer, so that nobody knows whether it is empty. " + why;
    }

    /** {@return what would be done to empty the host, which is draining already; nothing is done} */
    public Outlook plan(HostId host, Duration timeout) throws InterruptedException {
        Rebalancer rebalancer =
                cluster.evacuating(Mode.RECOMMEND, step(), new MemoryJournal(), new RebalancerListener() {});
        run(rebalancer, timeout, () -> isEmpty(host) || (steps > LOOKS && isDecided()));
        CycleReport report = Objects.requireNonNull(last);
        Set<VmId> leaving = report.decision() == null
                ? Set.of()
                : report.decision().plan().migrations().stream()
                        .map(planned -> planned.migration().vm())
                        .collect(Collectors.toSet());
        List<String> left = onHost(host)
                .filter(vm -> !leaving.contains(vm))
                .map(names()::label)
                .toList();
        return new Outlook(
                cluster.view(report),
                left,
                isKnown(host) ? note : "It does not answer, so that nobody knows what runs on it. " + note);
    }

    private boolean isDecided() {
        return (last != null && last.decision() != null) || steps > LOOKS + PATIENCE;
    }

    private Duration step() {
        return look.dividedBy(LOOKS);
    }

    private void run(Rebalancer rebalancer, Duration timeout, BooleanSupplier isOver) throws InterruptedException {
        Clock clock = Clock.systemUTC();
        Instant deadline = clock.instant().plus(timeout);
        cluster.warmUp(Duration.ZERO);
        Loop loop = new Loop(rebalancer, step(), POLL, clock, report -> {
            note(report);
            rebalancer.underWay().stream().filter(told::add).forEach(one -> listener.begun(one, names()));
            cluster.measure(report, rebalancer.underWay());
        });
        loop.run(() -> steps > 0 && (isOver.getAsBoolean() || clock.instant().isAfter(deadline)));
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
        last = report;
        if (steps <= LOOKS) {
            listener.looked();
        }
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
        return isIdle && (isEmpty(host) || hasLooked);
    }

    private VmNames names() {
        return VmNames.of(fleet == null ? List.of() : fleet.vms());
    }

    private List<String> vmsOn(HostId host) {
        return onHost(host).map(names()::label).toList();
    }

    private Stream<VmId> onHost(HostId host) {
        Fleet known = fleet;
        return known == null
                ? Stream.of()
                : known.vms().stream()
                        .map(Vm::id)
                        .filter(vm -> known.placement().hostOf(vm).equals(host));
    }
}
