// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.contract.EventSourceContract;
import io.affinity.spi.contract.RiskScorerContract;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import io.affinity.spi.risk.RiskScorer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

class EventsAndScorerKitTest {

    @Test
    void passesImplementationsWithoutDefects() {
        assertThat(KitRun.failures(GoodEvents.class)).isEmpty();
        assertThat(KitRun.failures(GoodScorer.class)).isEmpty();
    }

    @Test
    void findsCovariatesThatChangeWithEachReading() {
        assertThat(KitRun.failures(FickleEvents.class))
                .contains("givesTheSameValuesForTheSameTimesInWhateverOrderItIsAsked");
    }

    @Test
    void findsAScorerThatAddsToWhatWasThere() {
        assertThat(KitRun.failures(AddingScorer.class))
                .contains("doesNotReadWhatTheColumnHeldBefore", "givesTheSameScoresOnEveryThread");
    }

    @Test
    void findsAScorerThatAllocatesForEachVm() {
        assertThat(KitRun.failures(WastefulScorer.class)).containsExactly("allocatesNothingForEachVm");
    }

    static final class GoodEvents extends EventSourceContract {
        @Override
        protected EventSource source() {
            return events(at -> at.getEpochSecond() / 300 % 12);
        }
    }

    static final class FickleEvents extends EventSourceContract {
        @Override
        protected EventSource source() {
            AtomicInteger readings = new AtomicInteger();
            return events(at -> readings.incrementAndGet());
        }
    }

    private static EventSource events(ToDoubleFunction<Instant> value) {
        return new EventSource() {
            @Override
            public String name() {
                return "plain";
            }

            @Override
            public List<Covariate> covariates(VmId vm) {
                return vm.value().startsWith("vm-") ? List.of(covariate()) : List.of();
            }

            private Covariate covariate() {
                return new Covariate() {
                    @Override
                    public String name() {
                        return "batch";
                    }

                    @Override
                    public double value(Instant stepStart) {
                        return value.applyAsDouble(stepStart);
                    }
                };
            }
        };
    }

    static final class GoodScorer extends RiskScorerContract {
        @Override
        protected RiskScorer scorer() {
            return new PlainScorer();
        }
    }

    static final class AddingScorer extends RiskScorerContract {
        @Override
        protected RiskScorer scorer() {
            return new PlainScorer() {
                @Override
                public void score(ContentionForecast contention, double[] scores) {
                    double[] before = scores.clone();
                    super.score(contention, scores);
                    for (int vm = 0; vm < scores.length; vm++) {
                        scores[vm] += before[vm];
                    }
                }
            };
        }
    }

    static final class WastefulScorer extends RiskScorerContract {
        @Override
        protected RiskScorer scorer() {
            return new PlainScorer() {
                @Override
                public void score(ContentionForecast contention, double[] scores) {
                    super.score(contention, scores);
                    Double[] boxed = new Double[scores.length];
                    for (int vm = 0; vm < scores.length; vm++) {
                        boxed[vm] = scores[vm];
                    }
                    for (int vm = 0; vm < scores.length; vm++) {
                        scores[vm] = boxed[vm];
                    }
                }
            };
        }
    }

    private static class PlainScorer implements RiskScorer {

        @Override
        public String name() {
            return "plain";
        }

        @Override
        public void score(ContentionForecast contention, double[] scores) {
            Fleet fleet = contention.fleet();
            if (scores.length != fleet.vms().size()) {
                throw new IllegalArgumentException("The number of scores (" + scores.length + ") must be that of VMs ("
                        + fleet.vms().size() + ").");
            }
            for (int vm = 0; vm < scores.length; vm++) {
                double sum = 0;
                for (int r = 0; r < fleet.resources().size(); r++) {
                    for (int step = 0; step < contention.steps(); step++) {
                        sum += contention.vmShortfall(vm, r, step);
                    }
                }
                scores[vm] = sum * fleet.vms().get(vm).priority().weight();
            }
        }
    }
}
