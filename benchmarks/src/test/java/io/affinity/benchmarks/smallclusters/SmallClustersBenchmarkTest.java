// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.smallclusters;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SmallClustersBenchmarkTest {

    @TempDir
    Path folder;

    @Test
    void nothingThatTheSolverFindsIsBetterThanTheBestAndMostIsTheBest() throws IOException {
        Path json = folder.resolve("figures.json");

        String printed = run(0, "--clusters", 20, "--seed", 1, "--json", json);

        assertThat(printed)
                .contains("| contention | 20 | ")
                .contains("| contention, active hosts 14 | 20 | ")
                .contains("| dear contention, active hosts 5 | 20 | ")
                .contains("| dear contention, imbalance 10 | 20 | ");
        for (WeightSet weights : WeightSet.ALL) {
            SmallRow row = SmallRow.of(weights, 20, 1);
            assertThat(row.exact()).as(weights.name()).isBetween(12, 20);
            assertThat(row.worst()).isNotNegative();
        }
        assertThat(Files.readString(json)).contains("{\"weights\":\"contention\",\"clusters\":20,\"exact\":");
    }

    @Test
    void thereIsMostlySomethingToBeGained() {
        int gains = 0;
        for (long seed = 1; seed <= 40; seed++) {
            PlacementProblem problem = SmallCluster.of(seed, WeightSet.ALL.get(0));
            AllPlacements all = new AllPlacements(problem);
            Objective start = all.worth(problem.fleet().placement());
            Objective best = all.best();
            assertThat(AllPlacements.isAsGood(best, start)).isTrue();
            gains += AllPlacements.isAsGood(start, best) ? 0 : 1;
        }

        assertThat(gains).isBetween(15, 40);
    }

    @Test
    void optionsHaveARange() throws IOException {
        assertThat(run(2, "--clusters", 0))
                .isEqualTo("bench small-clusters: --clusters (0) must be from 1 to 1000000.\n");
    }

    private static String run(int expected, Object... arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        List<String> words = Arrays.stream(arguments).map(Object::toString).toList();

        assertThat(new SmallClustersBenchmark().run(words, stream, stream)).isEqualTo(expected);

        return out.toString(StandardCharsets.UTF_8);
    }
}
