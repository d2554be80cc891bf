// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What every {@link EventSource} and the {@link Covariate}s it gives promise. Extend it, hand over a source, and name a VM
 * for which it has covariates:
 *
 * <pre>{@code
 * class CronEventsContractTest extends EventSourceContract {
 *     @Override
 *     protected EventSource source() {
 *         return new CronEvents(Map.of(vm(), "0 2 * * *"));
 *     }
 * }
 * }</pre>
 *
 * <p>The covariates are read over {@link #span()} from {@link #start()} on, in steps of five minutes.
 */
public abstract class EventSourceContract {

    private static final Duration STEP = Duration.ofMinutes(5);

    /** {@return the source under test; it knows events of {@link #vm()}} */
    protected abstract EventSource source();

    /** {@return a VM that has at least one covariate} */
    protected VmId vm() {
        return new VmId("vm-1");
    }

    /** {@return where reading the covariates begins; on the grid of the steps} */
    protected Instant start() {
        return Instant.parse("2026-01-05T00:00:00Z");
    }

    /** {@return over how long a time the covariates are read, at least one step} */
    protected Duration span() {
        return Duration.ofDays(8);
    }

    @Test
    void hasANameThatUsersCanChooseItBy() {
        PluginName.check(EventSource.class, source());
    }

    @Test
    void knowsACovariateOfTheVm() {
        assertThat(source().covariates(vm())).isNotEmpty();
    }

    @Test
    void namesEachCovariateOfAVmDifferently() {
        assertThat(names(source()))
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name).isNotBlank());
    }

    @Test
    void listsTheCovariatesInTheSameOrderEveryTime() {
        EventSource source = source();

        assertThat(names(source)).isEqualTo(names(source)).isEqualTo(names(source()));
    }

    @Test
    void hasNothingToSayOfAVmItDoesNotKnow() {
        EventSource source = source();
        VmId unknown = new VmId("a-vm-that-nobody-has-ever-seen");

        assertThat(source.covariates(unknown)).isNotNull().doesNotContainNull();
        assertThat(names(source)).as("the names for a VM it knows, afterwards").isEqualTo(names(source()));
    }

    @Test
    void givesFiniteValuesForEveryTime() {
        for (Covariate covariate : source().covariates(vm())) {
            assertThat(values(covariate))
                    .as(covariate.name())
                    .allSatisfy(value -> assertThat(value).isFinite());
            assertThat(covariate.value(Instant.EPOCH)).as(covariate.name()).isFinite();
            assertThat(covariate.value(start().plus(Duration.ofDays(36_500))))
                    .as(covariate.name())
                    .isFinite();
        }
    }

    @Test
    void givesTheSameValuesForTheSameTimesInWhateverOrderItIsAsked() {
        for (Covariate covariate : source().covariates(vm())) {
            List<Double> expected = values(covariate);
            for (int i = expected.size() - 1; i >= 0; i--) {
                assertThat(covariate.value(start().plus(STEP.multipliedBy(i))))
                        .as("%s at step %d", covariate.name(), i)
                        .isEqualTo(expected.get(i));
            }
        }
    }

    @Test
    void canBeReadFromSeveralThreadsAtOnce() {
        List<Covariate> covariates = source().covariates(vm());
        List<List<Double>> expected = covariates.stream().map(this::values).toList();

        List<List<List<Double>>> read = Concurrently.call(
                thread -> covariates.stream().map(this::values).toList());

        assertThat(read).containsOnly(expected);
    }

    private List<String> names(EventSource source) {
        return source.covariates(vm()).stream().map(Covariate::name).toList();
    }

    private List<Double> values(Covariate covariate) {
        List<Double> values = new ArrayList<>();
        for (Instant at = start(); at.isBefore(start().plus(span())); at = at.plus(STEP)) {
            values.add(covariate.value(at));
        }
        return values;
    }
}
