// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.output.AlarmText;
import io.affinity.cli.output.NoteText;
import io.affinity.cli.output.ReasonText;
import io.affinity.core.Note;
import io.affinity.core.balancing.Decision;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.VmNames;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What is new in each cycle of a loop, in lines: one for the cycle if anything is, and one for each migration that is recommended now
 * and was not, or the other way round; where migrations are carried out, each is told when it ends. Loads that rise and fall are not new, but a host that is likely to be short is. Not thread-safe.
 */
public final class Changes {

    /** What is more likely than not. */
    private static final double LIKELY = 0.5;

    private final boolean isActing;
    private String told = "";
    private Map<Migration, PlannedMigration> planned = Map.of();
    /** A VM that is gone is still called by its name once. */
    private VmNames names = VmNames.of(List.of());

    /** @param isActing whether what is planned is carried out */
    public Changes(boolean isActing) {
        this.isActing = isActing;
    }

    /**
     * {@return the lines of this cycle; none if nothing is new}
     *
     * @param isWhole whether all is told, be it new or not
     */
    public List<String> of(ClusterView view, boolean isWhole) {
        Map<Migration, PlannedMigration> now = planned(view);
        String standing = standing(view) + now.keySet();
        List<String> lines = new ArrayList<>();
        if (isWhole || !standing.equals(told)) {
            lines.add(ClusterText.line(view));
        }
        now.forEach((migration, one) -> {
            if (isWhole || !planned.containsKey(migration)) {
                lines.add(
                        (isActing ? "  planned: " : "  would migrate ") + ends(migration, view.names()) + reason(one));
            }
        });
        planned.keySet().stream()
                .filter(migration -> !isActing && !now.containsKey(migration))
                .forEach(migration -> lines.add("  no longer: " + ends(migration, names)));
        told = standing;
        planned = now;
        names = view.names();
        return lines;
    }

    private static Map<Migration, PlannedMigration> planned(ClusterView view) {
        Map<Migration, PlannedMigration> planned = new LinkedHashMap<>();
        Decision decision = view.report().decision();
        if (decision != null) {
            decision.plan().migrations().forEach(one -> planned.put(one.migration(), one));
        }
        return planned;
    }

    private static String ends(Migration migration, VmNames names) {
        return names.label(migration.vm()) + " from " + migration.source() + " to " + migration.target();
    }

    private static String reason(PlannedMigration planned) {
        return planned.recommendation().reasons().stream()
                .findFirst()
                .map(reason -> ": " + ReasonText.of(reason))
                .orElse("");
    }

    private static String standing(ClusterView view) {
        Map<String, String> hosts = new TreeMap<>();
        for (ClusterView.HostRow row : view.hosts()) {
            ClusterView.Peak peak = row.peak();
            boolean isLikely = peak != null && peak.probability() >= LIKELY;
            hosts.put(row.name(), row.state() + (peak != null && isLikely ? " short of " + peak.resource() : ""));
        }
        return hosts + " " + view.vms().size() + " "
                + AlarmText.of(view.report().alarms(), view.names()) + " "
                + view.report().notes().stream()
                        .map(note -> standing(note, view.names()))
                        .collect(Collectors.joining(" "))
                + " ";
    }

    /** Some say in each cycle how far they have come. */
    private static String standing(Note note, VmNames names) {
        boolean isCounting = note instanceof Note.Learning
                || note instanceof Note.StaleObservation
                || note instanceof Note.ClockInDoubt
                || note instanceof Note.PastUnknown
                || note instanceof Note.DemandUnknown;
        return isCounting ? note.getClass().getSimpleName() : NoteText.of(note, names);
    }
}
