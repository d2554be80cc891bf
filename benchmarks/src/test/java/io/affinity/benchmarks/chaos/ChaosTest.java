// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChaosTest {

    private static final int SEEDS = 1000;

    @Test
    void whateverGoesWrongInAThousandWorldsWhatMustHoldDoes() {
        ByteArrayOutputStream told = new ByteArrayOutputStream();

        ChaosRun run = ChaosRun.of(1, SEEDS, new PrintStream(told, true, StandardCharsets.UTF_8));

        assertThat(run.violated()).as(told.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(run.starts()).isGreaterThan(SEEDS);
        assertThat(run.controllers()).isGreaterThan(SEEDS);
    }

    @Test
    void aSeedReplaysExactly() {
        for (long seed : new long[] {7, 78, 838}) {
            assertThat(trace(seed)).isEqualTo(trace(seed)).hasSizeGreaterThan(10);
        }
    }

    private static List<String> trace(long seed) {
        List<String> trace = new ArrayList<>();
        Episode.of(seed, trace::add);
        return trace;
    }
}
