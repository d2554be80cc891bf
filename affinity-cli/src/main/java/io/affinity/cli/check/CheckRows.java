// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.check;

import io.affinity.cli.check.CheckRow.State;
import io.affinity.cli.cluster.Cluster;
import io.affinity.cli.cluster.LoopStatus;
import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.HostSection;
import io.affinity.cli.input.Problem;
import io.affinity.cli.input.Problem.Severity;
import io.affinity.cli.output.Columns;
import io.affinity.cli.output.Counted;
import io.affinity.core.Mode;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostState;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Everything that was checked, and how it stands, in the order in which it is wanted. Not thread-safe. */
public final class CheckRows {

    /** More hosts than these are summed up. */
    private static final int MOST_HOSTS = 20;

    /** Each takes as long as it is waited for. */
    private static final int MOST_ASKED = 5;

    private final List<CheckRow> rows = new ArrayList<>();
    private final List<Problem> problems;

    /** @param problems all that were found */
    public CheckRows(List<Problem> problems) {
        this.problems = List.copyOf(problems);
    }

    /** {@return the rows, in order} */
    public List<CheckRow> rows() {
        return List.copyOf(rows);
    }

    /** {@return the same as a table} */
    public List<String> lines() {
        Columns columns = new Columns("WHAT", "STATE", "FOUND");
        rows.forEach(row -> columns.add(row.what(), row.state().word(), row.detail()));
        return columns.lines();
    }

    /** Adds what is said of the file itself. */
    public void file(String name, String content) {
        add(name, content, key -> !isOf(key, "hosts", "policies", "terms", "events", "activity", "sources", "state"));
    }

    /** Adds a file of which nothing is known but what is wrong with it. */
    public void whole(String name) {
        add(name, "", key -> true);
    }

    /** Adds what a cluster is, beside its hosts. */
    public void cluster(Cluster cluster) {
        ClusterFile file = cluster.file();
        add(
                "rules",
                Counted.of(file.policies().size(), "policy") + ", which can be kept together",
                key -> isOf(key, "policies"));
        if (!file.terms().isEmpty()) {
            add("terms", Counted.of(file.terms().size(), "term"), key -> isOf(key, "terms"));
        }
        int announced = file.events().size() + file.activity().size();
        if (announced > 0) {
            add("events and activity", Counted.of(announced, "source"), key -> isOf(key, "events", "activity"));
        }
        if (!file.sources().isEmpty()) {
            add("metrics stores", Counted.of(file.sources().size(), "store"), key -> isOf(key, "sources"));
        }
        state(cluster);
        loop(cluster);
    }

    private void state(Cluster cluster) {
        String folder = cluster.file().folder().toString();
        boolean isWritable = cluster.isStateWritable();
        rows.add(new CheckRow(
                "state folder",
                isWritable ? State.OK : State.WRONG,
                folder
                        + (!isWritable
                                ? " cannot be written to"
                                : cluster.hasState() ? "" : ", made by the first run")));
    }

    private void loop(Cluster cluster) {
        String detail = "none runs";
        if (cluster.isLoopRunning()) {
            try {
                Optional<LoopStatus> last = LoopStatus.read(cluster.status());
                detail = "one runs"
                        + last.map(status -> ", mode " + status.mode()).orElse("");
            } catch (UncheckedIOException e) {
                detail = "one runs; " + e.getMessage();
            }
        }
        rows.add(new CheckRow("loop", State.OK, detail));
    }

    /**
     * Adds the hosts, and whether they may be migrated to and from.
     *
     * @param fleet as it was just seen; null if it could not be
     */
    public void hosts(Cluster cluster, @Nullable Fleet fleet, List<Problem> ofMigration) {
        List<Host> seen = fleet == null ? List.of() : fleet.hosts();
        List<HostSection> sections = cluster.file().hosts();
        int silent = 0;
        for (HostSection section : sections) {
            Optional<Host> host = seen.stream()
                    .filter(one -> one.id().equals(section.id()) && one.state() != HostState.UNAVAILABLE)
                    .findFirst();
            if (host.isPresent() && sections.size() <= MOST_HOSTS) {
                rows.add(new CheckRow("host " + section.id(), State.OK, detail(host.get(), fleet)));
            } else if (host.isEmpty()) {
                String why = silent < MOST_ASKED ? why(cluster.whySilent(section)) : "does not answer";
                rows.add(new CheckRow("host " + section.id(), State.WARNING, why));
                silent++;
            }
        }
        if (sections.size() > MOST_HOSTS || sections.isEmpty()) {
            long answering = seen.stream()
                    .filter(host -> host.state() != HostState.UNAVAILABLE)
                    .count();
            rows.add(new CheckRow(
                    "hosts",
                    answering == 0 ? State.WARNING : State.OK,
                    Counted.of(answering, "host") + (answering == 1 ? " answers" : " answer")));
        }
        rights(cluster, silent, ofMigration);
    }

    private static String why(String whySilent) {
        return whySilent.isEmpty() ? "did not answer in time, and does now that it was asked again" : whySilent;
    }

    private static String detail(Host host, @Nullable Fleet fleet) {
        long vms = fleet == null
                ? 0
                : fleet.vms().stream()
                        .filter(vm -> fleet.placement().hostOf(vm.id()).equals(host.id()))
                        .count();
        return host.state().name().toLowerCase(Locale.ROOT) + ", " + Counted.of(vms, "VM");
    }

    /** Hosts are asked over the connections that migrate, which libvirt opens for both or not at all. */
    private void rights(Cluster cluster, int silent, List<Problem> ofMigration) {
        if (!ofMigration.isEmpty()) {
            rows.add(new CheckRow("rights", State.WARNING, ofMigration.get(0).text()));
        } else if (!cluster.hasMigrator()) {
            rows.add(new CheckRow(
                    "rights",
                    cluster.file().mode() == Mode.AUTOMATIC ? State.WARNING : State.OK,
                    "none to migrate: plug-ins.migrator names nothing"));
        } else {
            rows.add(new CheckRow(
                    "rights",
                    silent == 0 ? State.OK : State.UNKNOWN,
                    silent == 0
                            ? "hosts may be looked at and changed"
                            : "of " + Counted.of(silent, "host") + " it is not known whether it may be changed"));
        }
    }

    /** Adds that hosts were not asked. */
    public void notAsked(ClusterFile file, List<Problem> ofMigration) {
        rows.add(new CheckRow(
                "hosts", State.UNKNOWN, Counted.of(file.hosts().size(), "host") + ", not asked (--offline)"));
        if (!ofMigration.isEmpty()) {
            rows.add(new CheckRow("rights", State.WARNING, ofMigration.get(0).text()));
        }
    }

    private void add(String what, String content, Predicate<String> isConcerned) {
        List<Problem> own = problems.stream()
                .filter(problem -> isConcerned.test(problem.key()))
                .toList();
        long fatal = own.stream()
                .filter(problem -> problem.severity() == Severity.FATAL)
                .count();
        long warnings = own.size() - fatal;
        State state = fatal > 0 ? State.WRONG : warnings > 0 ? State.WARNING : State.OK;
        String detail = own.isEmpty()
                ? content
                : (fatal > 0 ? Counted.of(fatal, "mistake") : "")
                        + (fatal > 0 && warnings > 0 ? ", " : "")
                        + (warnings > 0 ? Counted.of(warnings, "warning") : "") + ", see below";
        rows.add(new CheckRow(what, state, detail));
    }

    private static boolean isOf(String key, String... sections) {
        for (String section : sections) {
            if (key.equals(section) || key.startsWith(section + ".") || key.startsWith(section + "[")) {
                return true;
            }
        }
        return false;
    }
}
