// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.MigrationCostModelContract;
import io.affinity.spi.migration.MigrationConditions;
import io.affinity.spi.migration.MigrationCostModel;
import io.affinity.spi.migration.MigrationEstimate;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CostModelKitTest {

    @Test
    void passesAModelWithoutDefects() {
        assertThat(KitRun.failures(GoodModel.class)).isEmpty();
    }

    @Test
    void findsAnEstimateThatPretendsToConverge() {
        assertThat(KitRun.failures(OptimisticModel.class))
                .contains("doesNotConvergeWhenMemoryIsWrittenFasterThanItIsCopied");
    }

    @Test
    void findsAnEstimateThatForgetsWhatIsWrittenMeanwhile() {
        assertThat(KitRun.failures(NaiveModel.class)).contains("takesLongerWhenTheVmWrites");
    }

    static final class GoodModel extends MigrationCostModelContract {
        @Override
        protected MigrationCostModel model() {
            return new PlainModel();
        }
    }

    static final class OptimisticModel extends MigrationCostModelContract {
        @Override
        protected MigrationCostModel model() {
            return new PlainModel() {
                @Override
                public MigrationEstimate estimate(MigrationConditions it) {
                    MigrationEstimate estimate = super.estimate(it);
                    return new MigrationEstimate(
                            estimate.elapsed(),
                            it.maxDowntime().compareTo(estimate.downtime()) < 0
                                    ? it.maxDowntime()
                                    : estimate.downtime(),
                            estimate.transferredBytes(),
                            estimate.rounds(),
                            true);
                }
            };
        }
    }

    static final class NaiveModel extends MigrationCostModelContract {
        @Override
        protected MigrationCostModel model() {
            return new PlainModel() {
                @Override
                public MigrationEstimate estimate(MigrationConditions it) {
                    return super.estimate(new MigrationConditions(
                            it.memoryBytes(), 0, it.bandwidthBytesPerSecond(), it.maxDowntime()));
                }
            };
        }
    }

    /** Pre-copy in rounds: what is written during one round is copied in the next, at most 30 times. */
    private static class PlainModel implements MigrationCostModel {

        @Override
        public String name() {
            return "plain";
        }

        @Override
        public MigrationEstimate estimate(MigrationConditions it) {
            double bandwidth = it.bandwidthBytesPerSecond();
            double downtimeBytes = it.maxDowntime().toNanos() / 1e9 * bandwidth;
            double left = it.memoryBytes();
            double transferred = 0;
            int rounds = 0;
            do {
                transferred += left;
                left = Math.min(it.memoryBytes(), left / bandwidth * it.dirtyBytesPerSecond());
                rounds++;
            } while (left > downtimeBytes && rounds < 30);
            transferred += left;
            return new MigrationEstimate(
                    seconds(transferred / bandwidth),
                    seconds(left / bandwidth),
                    transferred,
                    left > 0 ? rounds + 1 : rounds,
                    left <= downtimeBytes);
        }

        private static Duration seconds(double seconds) {
            return Duration.ofNanos((long) (seconds * 1e9));
        }
    }
}
