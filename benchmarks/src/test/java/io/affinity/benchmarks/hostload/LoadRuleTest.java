// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.hostload;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LoadRuleTest {

    private static final int DAY = 10;

    @Test
    void jointScenariosAreAddedUpOneByOne() {
        HostAhead host = new HostAhead(new double[][] {{1, 2, 3}, {30, 20, 10}}, 0, 0, new double[0], 1, DAY);

        assertThat(median(LoadRule.JOINT, host)).isEqualTo(22);
    }

    @Test
    void persistenceCarriesTheNewestLoadOnAndErrsAsItErredAtThatLead() {
        // It rises by one in each step, so three steps ahead it was always three too low.
        double[] past = new double[40];
        Arrays.setAll(past, t -> t);

        assertThat(median(LoadRule.PERSISTENCE, ahead(past, 3))).isEqualTo(42);
        assertThat(LoadRule.PERSISTENCE.of(ahead(past, 40))).isNull();
    }

    @Test
    void theDayBeforeIsTheLatestThatIsKnownAtThatTime() {
        double[] past = new double[40];
        Arrays.setAll(past, t -> t % DAY + 100 * (t / DAY));

        // The newest step is the last of the fourth day; a step ahead is the first of the fifth, of which the fourth's
        // was 300.
        assertThat(median(LoadRule.DAY_BEFORE, ahead(past, 1))).isEqualTo(400);
        // Twelve steps ahead is the second step of the sixth day; the fourth day is the latest that is known.
        assertThat(median(LoadRule.DAY_BEFORE, ahead(past, 12))).isEqualTo(501);
    }

    @Test
    void theLastDayIsAllOfItsLoads() {
        double[] past = new double[40];
        Arrays.setAll(past, t -> t);

        assertThat(median(LoadRule.LAST_DAY, ahead(past, 7))).isEqualTo(34.5, within(1e-9));
        assertThat(LoadRule.LAST_DAY.of(ahead(new double[DAY - 1], 1))).isNull();
    }

    @Test
    void independentNormalsHaveTheMeanAndDeviationOfTheForecasts() {
        HostAhead host = new HostAhead(new double[][] {{1}}, 8, 2, new double[0], 1, DAY);

        assertThat(median(LoadRule.INDEPENDENT_NORMAL, host)).isEqualTo(8, within(1e-9));
        assertThat(requireNonNull(LoadRule.INDEPENDENT_NORMAL.of(host)).above(10))
                .isEqualTo(0.158655, within(1e-5));
    }

    private static HostAhead ahead(double[] past, int lead) {
        return new HostAhead(new double[][] {{0}}, 0, 0, past, lead, DAY);
    }

    private static double median(LoadRule rule, HostAhead host) {
        return requireNonNull(rule.of(host)).quantile(0.5);
    }
}
