// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.FleetForecasterContract;
import io.affinity.spi.demand.Trust;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.forecast.SeriesResult;
import io.affinity.spi.model.Vm;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** The contract of fleet-wide forecasters must pass one that keeps it, and fail each that breaks it in one way. */
class FleetForecasterKitTest {

    private static Supplier<FleetForecaster> broken = PlainFleetForecaster::new;

    /** Hands over whatever is broken at the moment. */
    static final class Broken extends FleetForecasterContract {
        @Override
        protected FleetForecaster forecaster() {
            return broken.get();
        }

        /** Enough to find every defect; the kit runs more than thirty times. */
        @Override
        protected int historyLength() {
            return 216;
        }
    }

    private static Set<String> failures(Supplier<FleetForecaster> defect) {
        broken = defect;
        return KitRun.failures(Broken.class);
    }

    /** {@return what fails with models that have a defect} */
    private static Set<String> failuresOfModel(Function<PlainFleetModel, FleetModel> defect) {
        return failures(() -> new AlteredFleetForecaster() {
            @Override
            FleetModel alter(PlainFleetModel model) {
                return defect.apply(model);
            }
        });
    }

    /** {@return what fails with models whose results are altered} */
    private static Set<String> failuresOfResults(UnaryOperator<List<SeriesResult>> defect) {
        return failuresOfModel(plain -> new AlteredFleetModel(plain) {
            @Override
            public List<SeriesResult> forecast(int steps, QuantileLevels levels) {
                return defect.apply(super.forecast(steps, levels));
            }
        });
    }

    /** {@return what fails where requests are altered before the fit} */
    private static Set<String> failuresOfRequests(UnaryOperator<FleetRequest> defect) {
        return failures(() -> new AlteredFleetForecaster() {
            @Override
            PlainFleetModel learned(FleetRequest request) {
                return super.learned(defect.apply(request));
            }
        });
    }

    private static Set<String> failuresWhere(Predicate<FleetRequest> refused) {
        return failures(() -> new AlteredFleetForecaster() {
            @Override
            public FleetFitResult fit(FleetRequest request) {
                if (refused.test(request)) {
                    throw new IllegalArgumentException("refused");
                }
                return super.fit(request);
            }
        });
    }

    @Test
    void passesAForecasterWithoutDefects() {
        assertThat(failures(PlainFleetForecaster::new)).isEmpty();
    }

    @Test
    void findsANameThatCannotBeChosen() {
        assertThat(failures(() -> new AlteredFleetForecaster() {
                    @Override
                    public String name() {
                        return "Bad Name";
                    }
                }))
                .containsExactly("hasANameThatUsersCanChooseItBy");
    }

    @Test
    void findsExceptionsWhereAResultIsPromised() {
        assertThat(failuresWhere(request -> request.history().length() < 12))
                .containsExactlyInAnyOrder("givesAResultForAnyLengthOfHistory", "givesAResultWhenAllValuesAreMissing");
        assertThat(failuresWhere(request -> request.history().fleet().vms().isEmpty()))
                .containsExactly("givesAResultForAFleetWithoutVms");
        assertThat(failuresWhere(request -> request.budget() < 10)).containsExactly("givesAResultForAnyBudget");
        assertThat(failuresWhere(request -> request.seed() < 0)).containsExactly("givesTheSameModelForTheSameRequest");
        assertThat(failuresWhere(request -> request.horizon() > 1000)).containsExactly("takesTheHorizonAsAHint");
        assertThat(failuresWhere(request -> request.seasonalPeriods().isEmpty()))
                .containsExactly("takesSeasonsAsAHint");
        assertThat(failuresWhere(
                        request -> request.history().fleet().resources().size() == 1))
                .contains("learnsAFleetOfOneResource");
        assertThat(failuresWhere(request -> request.history().trust(0) == Trust.NONE))
                .contains("givesAResultForEveryTrust");
        assertThat(failuresWhere(request -> request.history().fleet().vms().size() > 0
                        && !request.history().covariates(0).isEmpty()))
                .containsExactly("copesWithCovariatesOfAnyKind");
    }

    @Test
    void findsARefitThatTouchesTheModelThereWas() {
        assertThat(failures(() -> new AlteredFleetForecaster() {
                    @Override
                    public FleetFitResult refit(FleetModel previous, FleetRequest request) {
                        PlainFleetModel plain = (PlainFleetModel) previous;
                        plain.level(0, 0).level += 1;
                        return new FleetFitResult.Fitted(plain);
                    }
                }))
                .containsExactly("learnsAFleetAnewWithoutTouchingTheModelThereWas");
    }

    @Test
    void findsForecastsBeyondTheBounds() {
        assertThat(failuresOfRequests(request -> request.withHistory(new UnboundedHistory(request.history()))))
                .contains("keepsForecastsWithinTheBoundsOfTheHistory");
    }

    @Test
    void findsBoundsThatAreThoseOfTheFit() {
        assertThat(failuresOfModel(plain -> new AlteredFleetModel(plain) {
                    @Override
                    public void observe(FleetHistory history) {
                        super.observe(new UnboundedHistory(history));
                    }
                }))
                .contains("keepsToBoundsThatChangeAfterTheFit")
                .doesNotContain("keepsForecastsWithinTheBoundsOfTheHistory");
    }

    @Test
    void findsARefusalThatIsNotTrue() {
        assertThat(failuresOfResults(results -> results.stream()
                        .map(result -> result instanceof FitResult.InsufficientHistory
                                ? (SeriesResult) new FitResult.InsufficientHistory(1, 1)
                                : result)
                        .toList()))
                .contains("givesAResultWhenAllValuesAreMissing");
    }

    @Test
    void findsSeriesThatAreRefusedThoughEnoughIsKnown() {
        assertThat(failuresOfResults(results -> {
                    List<SeriesResult> fewer = new ArrayList<>(results);
                    if (!fewer.isEmpty()) {
                        fewer.set(0, new FitResult.NotConverged("no"));
                    }
                    return fewer;
                }))
                .contains("learnsAFleetOfSeriesOfEveryKind");
    }

    @Test
    void findsForecastsByAttributesThatPassForOthers() {
        assertThat(failuresOfResults(results -> results.stream()
                        .map(result -> result instanceof SeriesResult.ByAttributes alike
                                ? (SeriesResult) new SeriesResult.Forecasted(alike.forecast())
                                : result)
                        .toList()))
                .containsExactly("saysOfEachSeriesWhetherItsHistoryIsEnough");
    }

    @Test
    void findsResultsThatDependOnEarlierCalls() {
        assertThat(failures(() -> {
                    AtomicInteger calls = new AtomicInteger();
                    return new AlteredFleetForecaster() {
                        @Override
                        FleetModel alter(PlainFleetModel model) {
                            int call = calls.incrementAndGet();
                            return new AlteredFleetModel(model) {
                                @Override
                                public String description() {
                                    return "model number " + call;
                                }
                            };
                        }
                    };
                }))
                .containsExactly("doesNotLetAnEarlierFitChangeALaterOne");
    }

    @Test
    void findsResultsThatDependOnChance() {
        AtomicInteger calls = new AtomicInteger();
        assertThat(failuresOfModel(plain -> new AlteredFleetModel(plain) {
                    private final int call = calls.incrementAndGet();

                    @Override
                    public String description() {
                        return "model number " + call;
                    }
                }))
                .contains("givesTheSameModelForTheSameRequest", "observesTheSameWayEveryTime");
    }

    @Test
    void findsResultsThatDependOnTheNumberOfThreads() {
        assertThat(failuresOfModel(plain -> {
                    ForkJoinPool pool = ForkJoinTask.getPool();
                    int threads = pool == null ? 1 : pool.getParallelism();
                    return new AlteredFleetModel(plain) {
                        @Override
                        public String description() {
                            return "learned by " + threads;
                        }
                    };
                }))
                .containsExactly("givesTheSameModelOnAnyNumberOfThreads");
    }

    @Test
    void findsModelsThatShareTheirState() {
        assertThat(failures(() -> {
                    List<FleetFitResult> first = Collections.synchronizedList(new ArrayList<>());
                    return new AlteredFleetForecaster() {
                        @Override
                        public FleetFitResult fit(FleetRequest request) {
                            first.add(super.fit(request));
                            return first.get(0);
                        }
                    };
                }))
                .contains("givesModelsThatShareNoState");
    }

    @Test
    void findsResultsThatDependOnTheOrderOfVms() {
        assertThat(failuresOfModel(plain -> {
                    String first = plain.fleet().vms().isEmpty() ? "nobody" : nameOf(plain, 0);
                    return new AlteredFleetModel(plain) {
                        @Override
                        public String description() {
                            return "learned from " + first + " on";
                        }
                    };
                }))
                .containsExactly("saysTheSameOfAVmWhateverItsPlaceInTheFleet");
    }

    private static String nameOf(PlainFleetModel model, int vm) {
        return model.fleet().vms().get(vm).id().value();
    }

    @Test
    void findsAModelThatMixesUpVmsWhenTheirPlacesChange() {
        assertThat(failuresOfModel(plain -> {
                    List<Vm> places = plain.fleet().vms();
                    return new AlteredFleetModel(plain) {
                        @Override
                        public List<SeriesResult> forecast(int steps, QuantileLevels levels) {
                            List<SeriesResult> results = super.forecast(steps, levels);
                            boolean isAsBefore = places.size()
                                            != model.fleet().vms().size()
                                    || places.get(0)
                                            .id()
                                            .equals(model.fleet().vms().get(0).id());
                            if (isAsBefore) {
                                return results;
                            }
                            List<SeriesResult> mixed = new ArrayList<>(results);
                            Collections.rotate(mixed, 2);
                            return mixed;
                        }
                    };
                }))
                .contains("followsVmsThatChangePlaces")
                .doesNotContain("learnsAFleetOfSeriesOfEveryKind");
    }

    @Test
    void findsAModelThatKnowsNoVmsButThoseItLearned() {
        assertThat(failuresOfModel(plain -> {
                    Set<Vm> learned = Set.copyOf(plain.fleet().vms());
                    return new AlteredFleetModel(plain) {
                        @Override
                        public List<SeriesResult> forecast(int steps, QuantileLevels levels) {
                            List<SeriesResult> results = new ArrayList<>(super.forecast(steps, levels));
                            for (int i = 0; i < results.size(); i++) {
                                int resources = model.fleet().resources().size();
                                Vm vm = model.fleet().vms().get(i / resources);
                                if (learned.stream()
                                        .noneMatch(known -> known.id().equals(vm.id()))) {
                                    results.set(i, new FitResult.NotConverged("not learned"));
                                }
                            }
                            return results;
                        }
                    };
                }))
                .containsExactly("forecastsAVmThatItHasNotLearned");
    }

    @Test
    void findsAModelThatThrowsWhenAVmComes() {
        assertThat(failuresOfModel(plain -> new AlteredFleetModel(plain) {
                    @Override
                    public void observe(FleetHistory history) {
                        if (history.fleet().vms().size() > model.fleet().vms().size()) {
                            throw new IllegalStateException("one too many");
                        }
                        super.observe(history);
                    }
                }))
                .containsExactlyInAnyOrder(
                        "forecastsAVmThatItHasNotLearned",
                        "forecastsAVmThatItHasNotLearnedByItsHistory",
                        "forgetsAVmThatIsGone");
    }

    @Test
    void findsAModelThatGoesOnWithVmsThatAreGone() {
        assertThat(failuresOfModel(plain -> {
                    int learned = plain.fleet().vms().size();
                    return new AlteredFleetModel(plain) {
                        @Override
                        public List<SeriesResult> forecast(int steps, QuantileLevels levels) {
                            List<SeriesResult> results = new ArrayList<>(super.forecast(steps, levels));
                            while (!results.isEmpty()
                                    && results.size()
                                            < learned
                                                    * model.fleet().resources().size()) {
                                results.add(results.get(0));
                            }
                            return results;
                        }
                    };
                }))
                .containsExactly("forgetsAVmThatIsGone");
    }

    @Test
    void findsAnOriginThatStandsStill() {
        assertThat(failuresOfModel(plain -> {
                    Instant origin = plain.origin();
                    return new AlteredFleetModel(plain) {
                        @Override
                        public Instant origin() {
                            return origin;
                        }
                    };
                }))
                .contains("movesTheOriginByOneStepWithEachObservation")
                .doesNotContain("learnsAFleetOfSeriesOfEveryKind");
    }

    @Test
    void findsAModelThatSwallowsEveryStep() {
        assertThat(failuresOfModel(plain -> new AlteredFleetModel(plain) {
                    @Override
                    public void observe(FleetHistory history) {
                        if (history.origin().isAfter(origin()) && history.length() > 1) {
                            long gap = history.origin().getEpochSecond() - origin().getEpochSecond();
                            if (gap > history.step().getSeconds()) {
                                return;
                            }
                        }
                        super.observe(history);
                    }
                }))
                .containsExactly("refusesAStepThatIsNotTheNextAndStaysAsItWas");
    }

    @Test
    void findsAModelThatIsSpoiledByAStepItRefuses() {
        assertThat(failuresOfModel(plain -> new AlteredFleetModel(plain) {
                    @Override
                    public void observe(FleetHistory history) {
                        if (history.fleet().resources().size()
                                < model.fleet().resources().size()) {
                            model.level(0, 0).level += 1;
                        }
                        super.observe(history);
                    }
                }))
                .containsExactly("refusesOtherResourcesAndStaysAsItWas");
    }

    @Test
    void findsAModelThatMissingValuesSpoil() {
        assertThat(failuresOfModel(plain -> new AlteredFleetModel(plain) {
                    private int missing;

                    @Override
                    public void observe(FleetHistory history) {
                        super.observe(history);
                        missing = history.fleet().vms().isEmpty() || !Double.isNaN(history.demand(0, 0, 0))
                                ? 0
                                : missing + 1;
                        if (missing > 50) {
                            throw new IllegalStateException("silence");
                        }
                    }
                }))
                .containsExactly("acceptsMissingValuesForALongTime");
    }

    @Test
    void findsAModelThatForecastingChanges() {
        assertThat(failuresOfModel(plain -> new AlteredFleetModel(plain) {
                    private int asked;

                    @Override
                    public String description() {
                        return "asked for " + asked;
                    }

                    @Override
                    public List<SeriesResult> forecast(int steps, QuantileLevels levels) {
                        asked = Math.max(asked, steps);
                        return super.forecast(steps, levels);
                    }
                }))
                .contains("isNotChangedByForecasting");
    }

    @Test
    void findsAModelThatReadsItsHistoryLater() {
        assertThat(failures(() -> new AlteredFleetForecaster() {
                    @Override
                    public FleetFitResult fit(FleetRequest request) {
                        return new FleetFitResult.Fitted(new AlteredFleetModel(learned(request)) {
                            private FleetHistory seen = request.history();

                            @Override
                            public void observe(FleetHistory history) {
                                super.observe(history);
                                seen = history;
                            }

                            @Override
                            public String description() {
                                return "began " + (seen.fleet().vms().isEmpty() ? 0 : seen.age(0, 0)) + " steps ago";
                            }
                        });
                    }
                }))
                .contains("readsAHistoryWithinTheCallOnly");
    }

    @Test
    void findsAListThatIsUsedAgain() {
        assertThat(failuresOfModel(plain -> new AlteredFleetModel(plain) {
                    private final List<SeriesResult> results = new ArrayList<>();

                    @Override
                    public List<SeriesResult> forecast(int steps, QuantileLevels levels) {
                        List<SeriesResult> next = super.forecast(steps, levels);
                        results.clear();
                        results.addAll(next);
                        return results;
                    }
                }))
                .contains("leavesWhatItHandedOutAsItWas");
    }

    @Test
    void findsForecastsThatAreTooShort() {
        assertThat(failuresOfModel(plain -> new AlteredFleetModel(plain) {
                    @Override
                    public List<SeriesResult> forecast(int steps, QuantileLevels levels) {
                        return super.forecast(Math.min(steps, 287), levels);
                    }
                }))
                .containsExactly("forecastsAsManyStepsAsAskedFor");
    }

    @Test
    void findsAModelThatForecastsNoSteps() {
        assertThat(failuresOfModel(plain -> new AlteredFleetModel(plain) {
                    @Override
                    public List<SeriesResult> forecast(int steps, QuantileLevels levels) {
                        return super.forecast(Math.max(1, steps), levels);
                    }
                }))
                .containsExactly("refusesToForecastNoSteps");
    }

    @Test
    void findsLevelsThatNobodyAskedFor() {
        assertThat(failuresOfModel(plain -> new AlteredFleetModel(plain) {
                    @Override
                    public List<SeriesResult> forecast(int steps, QuantileLevels levels) {
                        return super.forecast(steps, QuantileLevels.STANDARD);
                    }
                }))
                .containsExactly("answersForTheQuantileLevelsAskedFor");
    }

    @Test
    void findsResidualsOfTheWrongSign() {
        assertThat(failuresOfModel(plain -> new AlteredFleetModel(plain) {
                    @Override
                    public double residual(int vm, int resource, int stepsBack) {
                        return -super.residual(vm, resource, stepsBack);
                    }
                }))
                .containsExactly("remembersHowFarAnObservationWasFromItsForecast");
    }

    @Test
    void findsResidualsOfMissingValues() {
        assertThat(failuresOfModel(plain -> new AlteredFleetModel(plain) {
                    @Override
                    public double residual(int vm, int resource, int stepsBack) {
                        double residual = super.residual(vm, resource, stepsBack);
                        return Double.isNaN(residual) ? 0 : residual;
                    }
                }))
                .contains("hasNoResidualWhereTheValueWasMissing");
    }

    @Test
    void findsOriginsThatAreNotThoseOfTheModel() {
        assertThat(failuresOfResults(results -> results.stream()
                        .map(result -> result instanceof SeriesResult.Forecasted known
                                ? (SeriesResult) new SeriesResult.Forecasted(later(known.forecast()))
                                : result)
                        .toList()))
                .contains("learnsAFleetOfSeriesOfEveryKind", "movesTheOriginByOneStepWithEachObservation");
    }

    private static Forecast later(Forecast forecast) {
        double[] mean = new double[forecast.steps()];
        double[] quantiles = new double[mean.length * forecast.levels().size()];
        for (int i = 0; i < quantiles.length; i++) {
            int step = i / forecast.levels().size();
            mean[step] = forecast.mean(step);
            quantiles[i] = forecast.quantile(i % forecast.levels().size(), step);
        }
        return Forecast.of(forecast.origin().plusSeconds(1), forecast.step(), forecast.levels(), mean, quantiles);
    }
}
