// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.ForecasterContract;
import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FittedModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.ForecastRequest;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.QuantileLevels;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ForecasterKitTest {

    @Test
    void passesAForecasterWithoutDefects() {
        assertThat(KitRun.failures(Plain.class)).isEmpty();
    }

    @Test
    void findsANameThatCannotBeChosen() {
        assertThat(KitRun.failures(BadName.class)).containsExactly("hasANameThatUsersCanChooseItBy");
    }

    @Test
    void findsAnExceptionWhereAResultIsPromised() {
        assertThat(KitRun.failures(ThrowsWhenShort.class))
                .containsExactlyInAnyOrder(
                        "givesAResultForAnyLengthOfHistory",
                        "givesAResultWhenAllValuesAreMissing",
                        "givesAResultWhenOnlyOneValueIsKnown");
    }

    @Test
    void findsARefusalThatIsNotTrue() {
        assertThat(KitRun.failures(CountsWrong.class))
                .containsExactlyInAnyOrder(
                        "givesAResultForAnyLengthOfHistory",
                        "givesAResultWhenAllValuesAreMissing",
                        "givesAResultWhenOnlyOneValueIsKnown");
    }

    @Test
    void findsForecastsBeyondTheBounds() {
        assertThat(KitRun.failures(IgnoresBounds.class))
                .contains("keepsForecastsWithinTheBoundsOfTheRequest", "survivesObservationsOutOfAllProportion")
                .doesNotContain("learnsEverySeriesThatIsLongEnough");
    }

    @Test
    void findsResultsThatDependOnEarlierCalls() {
        assertThat(KitRun.failures(CountsItsCalls.class))
                .contains("givesTheSameModelOnEveryThread", "doesNotLetAnEarlierFitChangeALaterOne");
    }

    @Test
    void findsModelsThatShareTheirState() {
        assertThat(KitRun.failures(SharesModels.class)).contains("givesModelsThatShareNoState");
    }

    @Test
    void findsAModelThatLooksNoFartherThanItsHorizon() {
        assertThat(KitRun.failures(StopsAtTheHorizon.class)).contains("takesTheHorizonAsAHint");
    }

    @Test
    void findsAForecasterThatRefusesAHorizon() {
        assertThat(KitRun.failures(RefusesLongHorizons.class)).containsExactly("takesTheHorizonAsAHint");
    }

    @Test
    void findsAForecasterThatRefusesASeriesOfAVm() {
        assertThat(KitRun.failures(ChecksWhoseSeriesItIs.class))
                .containsExactly("learnsASeriesOfWhichItIsKnownWhoseItIs");
    }

    @Test
    void findsAnOriginThatStandsStill() {
        assertThat(KitRun.failures(StandsStill.class))
                .contains("movesTheOriginByOneStepWithEachObservation")
                .doesNotContain("startsAtTheLastStepOfTheHistory");
    }

    @Test
    void findsAModelThatSwallowsInfinity() {
        assertThat(KitRun.failures(SwallowsInfinity.class))
                .containsExactly("rejectsAnInfiniteObservationAndStaysAsItWas");
    }

    @Test
    void findsAModelThatIsSpoiledByInfinity() {
        assertThat(KitRun.failures(SpoiledByInfinity.class))
                .containsExactly("rejectsAnInfiniteObservationAndStaysAsItWas");
    }

    @Test
    void findsAForecastThatIsTooShort() {
        assertThat(KitRun.failures(ShortSighted.class)).contains("forecastsAsManyStepsAsAskedFor");
    }

    @Test
    void findsResidualsOfTheWrongSign() {
        assertThat(KitRun.failures(NegatesResiduals.class))
                .containsExactly("remembersHowFarAnObservationWasFromItsForecast");
    }

    @Test
    void findsResidualsOfMissingValues() {
        assertThat(KitRun.failures(InventsResiduals.class)).contains("hasNoResidualWhereTheValueWasMissing");
    }

    static final class Plain extends ForecasterContract {
        @Override
        protected Forecaster forecaster() {
            return new PlainForecaster();
        }
    }

    static final class BadName extends ForecasterContract {
        @Override
        protected Forecaster forecaster() {
            return new AlteredForecaster() {
                @Override
                public String name() {
                    return "Bad Name";
                }
            };
        }
    }

    static final class ThrowsWhenShort extends ForecasterContract {
        @Override
        protected Forecaster forecaster() {
            return new AlteredForecaster() {
                @Override
                public FitResult fit(ForecastRequest request) {
                    FitResult result = super.fit(request);
                    if (result instanceof FitResult.InsufficientHistory) {
                        throw new IllegalArgumentException("too short");
                    }
                    return result;
                }
            };
        }
    }

    static final class CountsWrong extends ForecasterContract {
        @Override
        protected Forecaster forecaster() {
            return new AlteredForecaster() {
                @Override
                public FitResult fit(ForecastRequest request) {
                    FitResult result = super.fit(request);
                    return result instanceof FitResult.InsufficientHistory
                            ? new FitResult.InsufficientHistory(1, 1)
                            : result;
                }
            };
        }
    }

    static final class IgnoresBounds extends ForecasterContract {
        @Override
        protected Forecaster forecaster() {
            return new AlteredForecaster() {
                @Override
                public FitResult fit(ForecastRequest request) {
                    return super.fit(request.within(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));
                }
            };
        }
    }

    static final class CountsItsCalls extends ForecasterContract {
        @Override
        protected Forecaster forecaster() {
            AtomicInteger calls = new AtomicInteger();
            return new AlteredForecaster() {
                @Override
                FittedModel alter(FittedModel model) {
                    int call = calls.incrementAndGet();
                    return new AlteredModel(model) {
                        @Override
                        public String description() {
                            return "model number " + call;
                        }
                    };
                }
            };
        }
    }

    static final class SharesModels extends ForecasterContract {
        @Override
        protected Forecaster forecaster() {
            Map<Object, FitResult> known = Collections.synchronizedMap(new HashMap<>());
            return new AlteredForecaster() {
                @Override
                public FitResult fit(ForecastRequest request) {
                    return known.computeIfAbsent(request.history(), history -> super.fit(request));
                }
            };
        }
    }

    static final class StopsAtTheHorizon extends ForecasterContract {
        @Override
        protected Forecaster forecaster() {
            return new AlteredForecaster() {
                @Override
                public FitResult fit(ForecastRequest request) {
                    FittedModel model = ((FitResult.Fitted) super.fit(request)).model();
                    return new FitResult.Fitted(new AlteredModel(model) {
                        @Override
                        public Forecast forecast(int steps, QuantileLevels levels) {
                            return super.forecast(request.horizon() == 6 ? Math.min(6, steps) : steps, levels);
                        }
                    });
                }
            };
        }
    }

    static final class RefusesLongHorizons extends ForecasterContract {
        @Override
        protected Forecaster forecaster() {
            return new AlteredForecaster() {
                @Override
                public FitResult fit(ForecastRequest request) {
                    return request.horizon() > 1000 ? new FitResult.NotConverged("too far") : super.fit(request);
                }
            };
        }
    }

    static final class ChecksWhoseSeriesItIs extends ForecasterContract {
        @Override
        protected Forecaster forecaster() {
            return new AlteredForecaster() {
                @Override
                public FitResult fit(ForecastRequest request) {
                    return request.series() == null ? super.fit(request) : new FitResult.NotConverged("a VM's");
                }
            };
        }
    }

    static final class StandsStill extends ForecasterContract {
        @Override
        protected Forecaster forecaster() {
            return new AlteredForecaster() {
                @Override
                FittedModel alter(FittedModel model) {
                    Instant origin = model.origin();
                    return new AlteredModel(model) {
                        @Override
                        public Instant origin() {
                            return origin;
                        }
                    };
                }
            };
        }
    }

    static final class SwallowsInfinity extends ForecasterContract {
        @Override
        protected Forecaster forecaster() {
            return new AlteredForecaster() {
                @Override
                FittedModel alter(FittedModel model) {
                    return new AlteredModel(model) {
                        @Override
                        public void observe(double value) {
                            super.observe(Double.isInfinite(value) ? Double.NaN : value);
                        }
                    };
                }
            };
        }
    }

    static final class SpoiledByInfinity extends ForecasterContract {
        @Override
        protected Forecaster forecaster() {
            return new AlteredForecaster() {
                @Override
                FittedModel alter(FittedModel model) {
                    return new AlteredModel(model) {
                        @Override
                        public void observe(double value) {
                            if (Double.isInfinite(value)) {
                                super.observe(0);
                            }
                            super.observe(value);
                        }
                    };
                }
            };
        }
    }

    static final class ShortSighted extends ForecasterContract {
        @Override
        protected Forecaster forecaster() {
            return new AlteredForecaster() {
                @Override
                FittedModel alter(FittedModel model) {
                    return new AlteredModel(model) {
                        @Override
                        public Forecast forecast(int steps, QuantileLevels levels) {
                            return super.forecast(Math.min(steps, 287), levels);
                        }
                    };
                }
            };
        }
    }

    static final class NegatesResiduals extends ForecasterContract {
        @Override
        protected Forecaster forecaster() {
            return new AlteredForecaster() {
                @Override
                FittedModel alter(FittedModel model) {
                    return new AlteredModel(model) {
                        @Override
                        public double residual(int stepsBack) {
                            return -super.residual(stepsBack);
                        }
                    };
                }
            };
        }
    }

    static final class InventsResiduals extends ForecasterContract {
        @Override
        protected Forecaster forecaster() {
            return new AlteredForecaster() {
                @Override
                FittedModel alter(FittedModel model) {
                    return new AlteredModel(model) {
                        @Override
                        public double residual(int stepsBack) {
                            double residual = super.residual(stepsBack);
                            return Double.isNaN(residual) ? 0 : residual;
                        }
                    };
                }
            };
        }
    }
}
