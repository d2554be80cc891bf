// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.affinity.spi.migration.Gate;
import io.affinity.spi.migration.Gate.Answer;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationEstimate;
import io.affinity.spi.migration.PlannedMigration;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.Reason;
import io.affinity.spi.placement.Recommendation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Gate} promises. Extend it, and hand over yours:
 *
 * <pre>{@code
 * class NightsOnlyContractTest extends GateContract {
 *     @Override
 *     protected Gate gate() {
 *         return new NightsOnly(ZoneId.of("Europe/Berlin"));
 *     }
 * }
 * }</pre>
 *
 * <p>It is asked about each VM of a few fleets, to each other host, over a week around {@link #start()}.
 */
public abstract class GateContract {

    private static final Duration STEP = Duration.ofHours(5);
    private static final int STEPS = 34;
    private static final Duration AT_ONCE = Duration.ofSeconds(2);

    /** {@return the gate under test} */
    protected abstract Gate gate();

    /** {@return when asking begins} */
    protected Instant start() {
        return Instant.parse("2026-01-05T00:00:00Z");
    }

    /** {@return the fleets whose VMs it is asked about; each with at least two hosts and a VM} */
    protected List<Fleet> fleets() {
        List<Fleet> fleets = new ArrayList<>();
        for (int seed = 0; seed < 3; seed++) {
            fleets.add(RandomProblems.problem(seed).fleet());
        }
        return fleets;
    }

    @Test
    void hasANameThatUsersCanChooseItBy() {
        PluginName.check(Gate.class, gate());
    }

    @Test
    void alwaysAnswers() {
        Gate gate = gate();
        for (Fleet fleet : fleets()) {
            for (int i = 0; i < STEPS; i++) {
                Instant now = start().plus(STEP.multipliedBy(i));
                for (PlannedMigration planned : migrations(fleet)) {
                    assertLegal(gate.ask(planned, fleet, now), now);
                }
            }
        }
    }

    @Test
    void answersAboutAVmThatHasLeftTheFleet() {
        Fleet fleet = fleets().get(0);
        List<Host> hosts = fleet.hosts();
        PlannedMigration gone = planned(
                0,
                new Migration(
                        new VmId("a-vm-that-has-left"),
                        hosts.get(0).id(),
                        hosts.get(1).id()));

        assertLegal(gate().ask(gone, fleet, start()), start());
    }

    @Test
    void mayBeAskedAgainWhenItSaidThatItsTimeHasCome() {
        Gate gate = gate();
        Fleet fleet = fleets().get(0);
        PlannedMigration planned = migrations(fleet).get(0);
        Instant now = start();
        for (int i = 0; i < STEPS; i++) {
            Answer answer = gate.ask(planned, fleet, now);
            assertLegal(answer, now);
            now = answer instanceof Gate.WaitUntil wait ? wait.at() : now.plus(STEP);
        }
    }

    @Test
    void mayBeAskedAgainAtTheSameTime() {
        Gate gate = gate();
        Fleet fleet = fleets().get(0);
        PlannedMigration planned = migrations(fleet).get(0);

        for (int i = 0; i < 3; i++) {
            assertLegal(gate.ask(planned, fleet, start()), start());
        }
    }

    @Test
    void answersAtOnce() {
        Gate gate = gate();
        Fleet fleet = fleets().get(0);
        PlannedMigration planned = migrations(fleet).get(0);

        long before = System.nanoTime();
        gate.ask(planned, fleet, start());

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(AT_ONCE);
    }

    @Test
    void survivesTimesFarAway() {
        Gate gate = gate();
        Fleet fleet = fleets().get(0);
        PlannedMigration planned = migrations(fleet).get(0);

        for (Instant now : List.of(Instant.EPOCH, Instant.parse("2400-02-29T23:59:59Z"))) {
            assertThatCode(() -> assertLegal(gate.ask(planned, fleet, now), now))
                    .doesNotThrowAnyException();
        }
    }

    private static void assertLegal(Answer answer, Instant now) {
        assertThat(answer).as("the answer at %s", now).isNotNull();
        if (answer instanceof Gate.WaitUntil wait) {
            assertThat(wait.at()).as("when to ask again").isAfter(now);
        } else if (answer instanceof Gate.Refuse refuse) {
            assertThat(refuse.detail()).as("the words for people").isNotNull();
        }
    }

    private static List<PlannedMigration> migrations(Fleet fleet) {
        List<PlannedMigration> migrations = new ArrayList<>();
        for (Vm vm : fleet.vms()) {
            HostId source = fleet.placement().hostOf(vm.id());
            for (Host host : fleet.hosts()) {
                if (!host.id().equals(source)) {
                    migrations.add(planned(migrations.size(), new Migration(vm.id(), source, host.id())));
                }
            }
        }
        return migrations;
    }

    private static PlannedMigration planned(int number, Migration migration) {
        return new PlannedMigration(
                number,
                migration,
                new Recommendation(migration.vm(), migration.source(), migration.target(), List.of(new Reason.Gain(1))),
                new MigrationEstimate(Duration.ofSeconds(10), Duration.ofMillis(50), 1e9, 3, true),
                Duration.ZERO,
                Set.of());
    }
}
