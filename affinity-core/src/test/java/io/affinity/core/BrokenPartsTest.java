// SPDX-License-Identifier: Apache-2.0
package io.affinity.core;

import static io.affinity.core.fixture.SmallFleet.STEP;
import static io.affinity.core.fixture.SmallFleet.vmId;
import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.core.balancing.Balancer;
import io.affinity.core.contention.ContentionEstimator;
import io.affinity.core.execution.Alarm;
import io.affinity.core.execution.DroppedStart;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.execution.RefusedStart;
import io.affinity.core.fixture.LastValueForecaster;
import io.affinity.core.storage.MemorySnapshots;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.migration.JournalEntry;
import io.affinity.spi.migration.JournalRecord;
import io.affinity.spi.migration.MigrationJournal;
import io.affinity.spi.model.VmId;
import io.affinity.spi.snapshot.SnapshotStore;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever part of the loop breaks, the next cycle comes. */
class BrokenPartsTest {

    private final LoopScene scene = new LoopScene();
    private boolean isBroken;

    static Stream<Throwable> whatPlugInsThrow() {
        return Stream.of(
                new IllegalStateException("broken"),
                new AssertionError("broken"),
                new NoClassDefFoundError("broken"),
                new StackOverflowError("broken"));
    }

    /** As languages without checked exceptions do. */
    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable any) throws T {
        throw (T) any;
    }

    private CycleReport cycle(Rebalancer rebalancer) {
        CycleReport report = scene.cycle(rebalancer, "a", 6);
        scene.clock.pass(STEP);
        return report;
    }

    private static List<Note.Part> broken(CycleReport report) {
        return report.notes().stream()
                .filter(Note.PartBroke.class::isInstance)
                .map(note -> ((Note.PartBroke) note).part())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("whatPlugInsThrow")
    void aBalancerThatBreaksDecidesNothing(Throwable thrown) {
        Balancer balancer = situation -> {
            BrokenPartsTest.<RuntimeException>sneak(thrown);
            return null;
        };
        Rebalancer rebalancer =
                scene.builder().mode(Mode.AUTOMATIC).balancer(balancer).build();

        for (int i = 0; i < 3; i++) {
            CycleReport report = cycle(rebalancer);

            assertThat(report.decision()).isNull();
            assertThat(report.fleet()).isNotNull();
            assertThat(report.notes()).containsExactly(new Note.PartBroke(Note.Part.DECISION, thrown.toString()));
        }
        assertThat(scene.migrator.started()).isEmpty();
        assertThat(scene.cycles).hasSize(3);
    }

    @Test
    void theNextCycleTriesAgain() {
        Balancer[] other = {situation -> null};
        Rebalancer rebalancer = scene.builder()
                .mode(Mode.AUTOMATIC)
                .balancer(situation -> other[0].decide(situation))
                .build();

        assertThat(cycle(rebalancer).decision()).as("no answer").isNull();
        other[0] = Balancer.none();
        assertThat(cycle(rebalancer).decision()).isNotNull();
    }

    @Test
    void migrationsEndWhileNothingCanBeDecided() {
        Rebalancer rebalancer = scene.builder()
                .mode(Mode.AUTOMATIC)
                .contention((scenarios, placement) -> {
                    if (isBroken) {
                        throw new IllegalStateException("no contention");
                    }
                    return ContentionEstimator.estimate(scenarios, placement);
                })
                .build();
        cycle(rebalancer);
        assertThat(rebalancer.underWay()).hasSize(1);
        isBroken = true;
        scene.migrator.complete("v1");

        CycleReport report = cycle(rebalancer);

        assertThat(broken(report)).containsExactly(Note.Part.DECISION);
        assertThat(report.ended()).hasSize(1);
        assertThat(rebalancer.underWay()).isEmpty();
        isBroken = false;
        assertThat(cycle(rebalancer).decision()).isNotNull();
    }

    @ParameterizedTest
    @MethodSource("whatPlugInsThrow")
    void aListenerThatBreaksHearsTheNext(Throwable thrown) {
        Rebalancer rebalancer = scene.builder()
                .mode(Mode.AUTOMATIC)
                .listener(new RebalancerListener() {
                    @Override
                    public void cycled(CycleReport report) {
                        BrokenPartsTest.<RuntimeException>sneak(thrown);
                    }

                    @Override
                    public void migrated(MigrationReport report) {
                        BrokenPartsTest.<RuntimeException>sneak(thrown);
                    }

                    @Override
                    public void refused(RefusedStart start) {
                        BrokenPartsTest.<RuntimeException>sneak(thrown);
                    }

                    @Override
                    public void dropped(DroppedStart start) {
                        BrokenPartsTest.<RuntimeException>sneak(thrown);
                    }
                })
                .build();
        cycle(rebalancer);
        scene.migrator.complete("v1");

        assertThat(broken(cycle(rebalancer))).containsExactly(Note.Part.LISTENER);
        assertThat(broken(cycle(rebalancer))).containsExactly(Note.Part.LISTENER);
        assertThat(rebalancer.underWay()).noneMatch(migration -> migration.vm().equals(vmId("v1")));
    }

    @ParameterizedTest
    @MethodSource("whatPlugInsThrow")
    void aForecasterThatCannotFitForecastsNothing(Throwable thrown) {
        Forecaster forecaster = new Forecaster() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public FitResult fit(ForecastRequest request) {
                BrokenPartsTest.<RuntimeException>sneak(thrown);
                return new FitResult.NotConverged("");
            }
        };
        CycleReport report = cycle(scene.builder().forecaster(forecaster).build());

        assertThat(report.decision()).isNotNull();
        assertThat(broken(report)).containsExactly(Note.Part.FORECASTER);
    }

    @Test
    void aModelThatBreaksIsGivenUp() {
        Rebalancer rebalancer =
                scene.builder().forecaster(new Moody()).withoutLedger().build();
        assertThat(broken(cycle(rebalancer))).isEmpty();

        isBroken = true;
        CycleReport report = cycle(rebalancer);

        assertThat(report.decision()).isNotNull();
        assertThat(broken(report)).containsExactly(Note.Part.FORECASTER);
        isBroken = false;
        assertThat(broken(cycle(rebalancer))).isEmpty();
    }

    /** Models of it break when they are told to. */
    private final class Moody implements Forecaster {

        private final Forecaster sane = new LastValueForecaster(1);

        @Override
        public String name() {
            return "moody";
        }

        @Override
        public FitResult fit(ForecastRequest request) {
            return sane.fit(request) instanceof FitResult.Fitted fitted
                    ? new FitResult.Fitted(moody(fitted.model()))
                    : new FitResult.NotConverged("");
        }

        private FittedModel moody(FittedModel model) {
            return new FittedModel() {
                @Override
                public String description() {
                    return "moody";
                }

                @Override
                public Instant origin() {
                    return model.origin();
                }

                @Override
                public void observe(double value) {
                    if (isBroken) {
                        throw new IllegalStateException("moody");
                    }
                    model.observe(value);
                }

                @Override
                public Forecast forecast(int steps, QuantileLevels levels) {
                    if (isBroken) {
                        throw new IllegalStateException("moody");
                    }
                    return model.forecast(steps, levels);
                }

                @Override
                public int residuals() {
                    return 0;
                }

                @Override
                public double residual(int stepsBack) {
                    throw new IllegalStateException("moody");
                }
            };
        }
    }

    @ParameterizedTest
    @MethodSource("whatPlugInsThrow")
    void withoutEventsForecastsGoOn(Throwable thrown) {
        EventSource events = new EventSource() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public List<Covariate> covariates(VmId vm) {
                BrokenPartsTest.<RuntimeException>sneak(thrown);
                return List.of();
            }
        };
        CycleReport report = cycle(scene.builder().events(events).build());

        assertThat(report.decision().plan().migrations()).isNotEmpty();
        assertThat(broken(report)).containsExactly(Note.Part.EVENTS);
    }

    /** Answers that it is known when nothing is. */
    private record Unknown(@Nullable RuntimeException thrown) implements Covariate {

        @Override
        public String name() {
            return "unknown";
        }

        @Override
        public double value(Instant stepStart) {
            if (thrown != null) {
                throw thrown;
            }
            return Double.NaN;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void withoutWhatAnEventIsWorthForecastsGoOn(boolean throwing) {
        Covariate unknown = new Unknown(throwing ? new IllegalStateException("nobody knows") : null);
        EventSource events = new EventSource() {
            @Override
            public String name() {
                return "broken";
            }

            @Override
            public List<Covariate> covariates(VmId vm) {
                return List.of(unknown);
            }
        };
        CycleReport report = cycle(scene.builder().events(events).build());

        assertThat(report.decision().plan().migrations()).isNotEmpty();
        assertThat(broken(report)).containsOnly(Note.Part.EVENTS);
    }

    @Test
    void aStoreThatBreaksIsTold() {
        SnapshotStore store = new SnapshotStore() {
            private final SnapshotStore sane = new MemorySnapshots();

            @Override
            public String name() {
                return "broken";
            }

            @Override
            public void save(String key, byte[] snapshot) {
                throw new IllegalStateException("no store");
            }

            @Override
            public byte @Nullable [] load(String key) {
                return sane.load(key);
            }

            @Override
            public List<String> keys() {
                return List.of();
            }
        };
        Rebalancer rebalancer = scene.builder().snapshots(store).build();
        CycleReport last = cycle(rebalancer);
        for (int i = 0; i < 12; i++) {
            last = cycle(rebalancer);
        }

        assertThat(last.decision()).isNotNull();
        assertThat(last.alarms()).isEmpty();
        assertThat(last.notes())
                .isNotEmpty()
                .allSatisfy(note -> assertThat(note)
                        .isInstanceOfSatisfying(
                                Note.NotRemembered.class,
                                not -> assertThat(not.detail()).contains("no store")));
    }

    /** What cannot be announced is not started; once it can be, all is as before. */
    @Test
    void withoutAJournalNothingIsStarted() {
        isBroken = true;
        Rebalancer rebalancer =
                scene.builder().mode(Mode.AUTOMATIC).journal(new Full()).build();

        CycleReport report = cycle(rebalancer);

        assertThat(report.alarms()).containsExactly(new Alarm.JournalUnwritable("no space left"));
        assertThat(scene.migrator.started()).isEmpty();
        isBroken = false;
        assertThat(cycle(rebalancer).alarms()).isEmpty();
        assertThat(scene.migrator.started()).hasSize(1);
    }

    private final class Full implements MigrationJournal {

        @Override
        public String name() {
            return "full";
        }

        @Override
        public long claim() {
            return scene.journal.claim();
        }

        @Override
        public void append(long epoch, JournalEntry entry) {
            if (isBroken) {
                throw new IllegalStateException("no space left");
            }
            scene.journal.append(epoch, entry);
        }

        @Override
        public List<JournalEntry> open() {
            return scene.journal.open();
        }

        @Override
        public List<JournalRecord> since(long position, int limit) {
            return scene.journal.since(position, limit);
        }
    }
}
