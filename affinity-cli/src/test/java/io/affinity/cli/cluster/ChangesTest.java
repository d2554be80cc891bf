// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.CycleReport;
import io.affinity.core.Note;
import io.affinity.core.balancing.Decision;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.MigrationPlan;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a loop prints, cycle by cycle. */
class ChangesTest {

    private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");

    private Changes changes = new Changes(false);
    private int cycles;

    private List<String> cycle(double cpu, List<Note> notes, PlannedMigration... planned) {
        Instant now = AT.plus(Duration.ofMinutes(5).multipliedBy(cycles++));
        Observation seen = Observed.at(now, cpu, 0x1p30, 1, 0x1p30);
        Decision decision = new Decision(new MigrationPlan(now, List.of(planned), List.of()), null);
        return changes.of(
                new ClusterView(
                        new CycleReport(now, seen.fleet(), decision, null, null, List.of(), List.of(), notes), seen),
                false);
    }

    private static PlannedMigration planned(VmId vm, HostId source, HostId target) {
        return new PlannedMigration(
                0,
                new Migration(vm, source, target),
                new Recommendation(vm, source, target, List.of(new Reason.HostEmptied(source), new Reason.Gain(1))),
                new MigrationEstimate(Duration.ofSeconds(5), Duration.ofMillis(100), 1e8, 3, true),
                Duration.ZERO,
                Set.of());
    }

    @Test
    void theSamePlanIsToldOnce() {
        PlannedMigration web = planned(Observed.WEB, Observed.A, Observed.B);
        PlannedMigration db = planned(Observed.DB, Observed.B, Observed.A);

        assertThat(cycle(1, List.of(), web))
                .containsExactly(
                        "2026-03-01T10:00:00Z  2 hosts, 2 VMs, a 13 %, b 13 %; planned: 1",
                        "  would migrate web 1 from a to b: a is emptied: it is draining, or may sleep then.");
        assertThat(cycle(1, List.of(), web)).isEmpty();
        assertThat(cycle(2, List.of(), web)).as("loads rise and fall").isEmpty();
        assertThat(cycle(2, List.of(), web, db))
                .hasSize(2)
                .element(1)
                .asString()
                .startsWith("  would migrate db from b to a: ");
        assertThat(cycle(2, List.of(), db)).hasSize(2).contains("  no longer: web 1 from a to b");
    }

    @Test
    void whatIsCarriedOutIsNotToldToBeNoLongerPlanned() {
        changes = new Changes(true);

        assertThat(cycle(1, List.of(), planned(Observed.WEB, Observed.A, Observed.B)))
                .contains("  planned: web 1 from a to b: a is emptied: it is draining, or may sleep then.");
        assertThat(cycle(1, List.of())).singleElement().asString().endsWith("a 13 %, b 13 %");
    }

    @Test
    void aVmThatIsGoneIsCalledByItsName() {
        cycle(1, List.of(), planned(Observed.WEB, Observed.A, Observed.B));
        CycleReport blind = new CycleReport(AT, null, null, null, null, List.of(), List.of(), List.of());

        assertThat(changes.of(new ClusterView(blind, null, VmNames.of(Map.of(Observed.WEB, "reborn"))), false))
                .contains("  no longer: web 1 from a to b");
    }

    @Test
    void aNoteThatOnlyCountsOnIsToldOnce() {
        assertThat(cycle(1, List.of(new Note.Learning(Duration.ZERO, Duration.ofHours(1)))))
                .singleElement()
                .asString()
                .contains("NOTE: Learning, 0 of 60 min");
        assertThat(cycle(1, List.of(new Note.Learning(Duration.ofMinutes(5), Duration.ofHours(1)))))
                .isEmpty();
        assertThat(cycle(1, List.of(new Note.NotRemembered("The disk is full."))))
                .hasSize(1);
        assertThat(cycle(1, List.of())).as("it ended").hasSize(1);
    }

    @Test
    void allIsToldWhereThatIsWanted() {
        Observation seen = Observed.at(AT, 1, 1, 1, 1);
        Decision decision = new Decision(
                new MigrationPlan(AT, List.of(planned(Observed.WEB, Observed.A, Observed.B)), List.of()), null);
        ClusterView view = new ClusterView(
                new CycleReport(AT, seen.fleet(), decision, null, null, List.of(), List.of(), List.of()), seen);

        assertThat(changes.of(view, true)).hasSize(2).isEqualTo(changes.of(view, true));
        assertThat(changes.of(view, false)).isEmpty();
    }
}
