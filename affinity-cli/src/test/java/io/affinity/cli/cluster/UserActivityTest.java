// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.affinity.core.CycleReport;
import io.affinity.core.Mode;
import io.affinity.core.Note;
import io.affinity.core.Rebalancer;
import io.affinity.core.RebalancerBuilder;
import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.core.dependence.OutsideSettings;
import io.affinity.forecast.Forecasters;
import io.affinity.sources.Sources;
import io.affinity.sources.activity.WatchedActivity;
import io.affinity.sources.document.Documents;
import io.affinity.sources.event.EventScope;
import io.affinity.sources.event.KnownVms;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.telemetry.Telemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sign-ins lead a VM by 20 minutes: what is known with them, without them, and when they cannot be relied on. */
class UserActivityTest {

    private static final InstantSource CLOCK = InstantSource.fixed(SignIns.NOW);

    private static final int WORLDS = 10;

    /** Twenty minutes ahead: as far as the series is known, and the surge at its height. */
    private static final int PEAK = SignIns.LAG - 1;

    @TempDir
    Path folder;

    private record Outcome(Rebalancer loop, CycleReport report) {

        Forecast ofWeb() {
            var outlook = Objects.requireNonNull(
                    Objects.requireNonNull(report.decision()).outlook());
            return outlook.forecast()
                    .series(outlook.forecast().fleet().indexOf(SignIns.WEB), 0)
                    .forecast();
        }
    }

    private static RebalancerBuilder loop(SignIns world) {
        return Rebalancer.builder()
                .telemetry(Telemetry.of(world))
                .migrator(new NoMigrator())
                .forecaster(Forecasters.autoArima())
                .seasons(List.of())
                .historyWindow(Duration.ofDays(7))
                .refitEvery(Duration.ofDays(7))
                .settings(PredictiveSettings.builder()
                        .horizon(SignIns.STEP.multipliedBy(12))
                        .build())
                .mode(Mode.RECOMMEND)
                .clock(CLOCK);
    }

    private static Outcome without(SignIns world) {
        Rebalancer loop = loop(world).build();
        return new Outcome(loop, loop.cycle());
    }

    private Outcome with(SignIns world, String csv) throws IOException {
        Files.writeString(folder.resolve("sign-ins.csv"), csv);
        WatchedActivity series = new WatchedActivity(
                "sign-ins",
                Sources.activity(Documents.at("sign-ins.csv", folder, CLOCK)),
                EventScope.ALL,
                new KnownVms(),
                CLOCK);
        series.refresh();
        Rebalancer loop = loop(world)
                .outside(List.of(series), Forecasters.auto(), OutsideSettings.DEFAULT)
                .build();
        return new Outcome(loop, loop.cycle());
    }

    /** An interval of 80 % may miss two of ten; the seeds are those from 1 on. */
    @Test
    void aPeakIsForecastAheadWithTheSeriesAndMissedByTheSameModelWithout() throws IOException {
        int within = 0;
        for (long seed = 1; seed <= WORLDS; seed++) {
            SignIns world = new SignIns(seed);
            double truth = world.demandAhead(SignIns.LAG);

            Outcome with = with(world, world.csv());
            assertThat(with.loop().foresight().outside(SignIns.WEB))
                    .as("world %d", seed)
                    .singleElement()
                    .satisfies(it -> {
                        assertThat(it.lag()).isEqualTo(Duration.ofMinutes(20));
                        assertThat(it.pValue()).isLessThan(1e-6);
                    });
            assertThat(with.loop().foresight().outside(SignIns.BATCH)).isEmpty();
            assertThat(with.loop().foresight().outside())
                    .as("of all VMs")
                    .containsAll(with.loop().foresight().outside(SignIns.WEB))
                    .noneMatch(each -> each.vm().equals(SignIns.BATCH));
            Forecast known = with.ofWeb();
            assertThat(known.mean(PEAK)).as("world %d", seed).isCloseTo(truth, withinPercentage(10));
            boolean isWithin = truth >= known.quantileAt(0.1, PEAK) && truth <= known.quantileAt(0.9, PEAK);
            within += isWithin ? 1 : 0;

            assertThat(truth)
                    .as("world %d", seed)
                    .isGreaterThan(without(world).ofWeb().quantileAt(0.9, PEAK));
        }

        assertThat(within).as("of %d", WORLDS).isBetween(WORLDS - 3, WORLDS);
    }

    /** Without it, and with the series in any such state, nothing of the surge is known, and nobody moves for it. */
    @Test
    void aSeriesThatIsAbsurdStaleOrGoneMovesNobody() throws IOException {
        SignIns world = new SignIns(1);
        String absurd =
                world.csv(4) + SignIns.time(7 * 288 - 2) + ",1e18\n" + SignIns.time(7 * 288 - 1) + ",99999999999\n";
        for (String csv : List.of(absurd, world.csv(20), world.csv(7 * 288 - 50), "", "time,value\n")) {
            Outcome outcome = with(world, csv);

            assertThat(Objects.requireNonNull(outcome.report().decision())
                            .plan()
                            .migrations())
                    .isEmpty();
            assertThat(outcome.report().notes())
                    .anySatisfy(note -> assertThat(note)
                            .isInstanceOfSatisfying(
                                    Note.PartBroke.class,
                                    broke -> assertThat(broke.part()).isEqualTo(Note.Part.OUTSIDE_SERIES)));
            assertThat(outcome.ofWeb().mean(3)).isLessThan(world.demandAhead(4));
        }
    }
}
