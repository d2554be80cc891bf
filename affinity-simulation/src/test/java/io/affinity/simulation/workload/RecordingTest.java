// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.simulation.workload.Recording.Measure;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class RecordingTest {

    private static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final Duration STEP = Duration.ofMinutes(5);
    private static final float GAP = Float.NaN;

    private static Recording of(List<String> vms, float[][] columns, double... allocations) {
        return Recording.of(vms, RESOURCES, Measure.QUANTITY, START, STEP, columns, allocations);
    }

    private static float[][] twoVms() {
        return new float[][] {{1, 2, 3}, {10, 20, 30}, {4, GAP, 6}, {40, 50, 60}};
    }

    @Test
    void valuesAreThoseThatWereGiven() {
        Recording recording = of(List.of("a", "b"), twoVms(), 4, 100, Double.NaN, 200);

        assertThat(recording.vms()).containsExactly("a", "b");
        assertThat(recording.resources()).isEqualTo(RESOURCES);
        assertThat(recording.measure()).isEqualTo(Measure.QUANTITY);
        assertThat(recording.start()).isEqualTo(START);
        assertThat(recording.step()).isEqualTo(STEP);
        assertThat(recording.steps()).isEqualTo(3);
        assertThat(TraceFiles.column(recording, 0, 1)).containsExactly(10, 20, 30);
        assertThat(TraceFiles.column(recording, 1, 0)).containsExactly(4, Double.NaN, 6);
        assertThat(recording.allocation(0, 0)).isEqualTo(4);
        assertThat(recording.allocation(1, 0)).isNaN();
        assertThat(recording.peak(1, 0)).isEqualTo(6);
    }

    @Test
    void laterChangesOfTheArraysChangeNothing() {
        float[][] columns = twoVms();
        double[] allocations = {4, 100, 4, 100};
        Recording recording = of(List.of("a", "b"), columns, allocations);

        columns[0][0] = 99;
        allocations[0] = 99;

        assertThat(recording.value(0, 0, 0)).isEqualTo(1);
        assertThat(recording.allocation(0, 0)).isEqualTo(4);
    }

    @Test
    void someVmsCanBeTakenInAnyOrder() {
        Recording all = of(List.of("a", "b"), twoVms(), 4, 100, 8, 200);

        Recording swapped = all.only(List.of("b", "a"));
        Recording one = all.only(List.of("b"));

        assertThat(swapped.vms()).containsExactly("b", "a");
        assertThat(TraceFiles.column(swapped, 0, 1)).containsExactly(40, 50, 60);
        assertThat(swapped.allocation(1, 0)).isEqualTo(4);
        assertThat(one.vms()).containsExactly("b");
        assertThat(TraceFiles.column(one, 0, 0)).containsExactly(4, Double.NaN, 6);
        assertThat(one.start()).isEqualTo(START);
    }

    @Test
    void takingSomeVmsKeepsTheMeaningOfValues() {
        Recording percentages = Recording.of(
                List.of("a"),
                ResourceSet.of(Resource.CPU),
                Measure.FRACTION_OF_ALLOCATION,
                START,
                STEP,
                new float[][] {{0.5f}},
                new double[] {Double.NaN});

        assertThat(percentages.only(List.of("a")).measure()).isEqualTo(Measure.FRACTION_OF_ALLOCATION);
        assertThat(percentages.only(List.of("a")).value(0, 0, 0)).isEqualTo(0.5);
    }

    @Test
    void namesMustBeKnownAndDistinct() {
        Recording all = of(List.of("a", "b"), twoVms(), 4, 100, 8, 200);

        assertRefused(() -> all.only(List.of("z")), "The VM (z) must be one that was recorded");
        assertRefused(() -> all.only(List.of()), "at least one VM");
        assertRefused(() -> all.only(List.of("a", "a")), "Two VMs have the name (a)");
        assertRefused(() -> of(List.of("a", "a"), twoVms(), 1, 1, 1, 1), "Two VMs have the name (a)");
        assertRefused(() -> of(List.of("a", " "), twoVms(), 1, 1, 1, 1), "must not be blank");
        assertRefused(() -> of(List.of(), new float[0][]), "at least one VM");
    }

    @Test
    void shapeMustFit() {
        assertRefused(() -> of(List.of("a"), twoVms(), 1, 1), "columns (4)", "must be 2: 1 VMs times 2 resources");
        assertRefused(() -> of(List.of("a", "b"), twoVms(), 1, 1, 1), "allocations (3)");
        assertRefused(
                () -> of(List.of("a"), new float[][] {{1, 2}, {1}}, 1, 1),
                "values of memory of VM a (1)",
                "others (2)");
        assertRefused(() -> of(List.of("a"), new float[][] {{}, {}}, 1, 1), "values of cpu of VM a (0)");
        assertRefused(
                () -> Recording.of(
                        List.of("a"), RESOURCES, Measure.QUANTITY, START, Duration.ZERO, twoVms(), new double[4]),
                "The step (PT0S) must be positive");
    }

    @Test
    void valuesMustBeFiniteAndNotNegativeOrMissing() {
        assertRefused(
                () -> of(List.of("a"), new float[][] {{1, -0.5f}, {1, 1}}, 1, 1),
                "The value of cpu of VM a at step 1 (-0.5)",
                "or NaN");
        assertRefused(
                () -> of(List.of("a"), new float[][] {{1}, {Float.POSITIVE_INFINITY}}, 1, 1),
                "The value of memory of VM a at step 0 (Infinity)");
        assertRefused(
                () -> of(List.of("a"), new float[][] {{1}, {1}}, 1, -1), "The allocation of memory of VM a (-1.0)");
    }

    private static void assertRefused(ThrowingCallable call, String... words) {
        assertThatThrownBy(call).isInstanceOf(IllegalArgumentException.class).hasMessageContainingAll(words);
    }
}
