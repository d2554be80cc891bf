// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.trees;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.metarank.lightgbm4j.LGBMException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TreesOracleBenchmarkTest {

    private static final double[] LEVELS = {0.1, 0.5, 0.9};

    private static OracleOptions options() {
        OracleOptions options = new OracleOptions();
        options.rows = 4000;
        options.trees = 60;
        return options;
    }

    @ParameterizedTest
    @EnumSource
    void ourBoostingLosesHardlyMoreThanLightGbm(OracleRows.Law law) throws LGBMException {
        OracleRows train = OracleRows.of(law, 4000, 1);
        OracleRows test = OracleRows.of(law, 4000, 2);
        double theirs = LightGbm.run(law, train, test, LEVELS, options()).loss();

        assertThat(OurTrees.apart(law, train, test, LEVELS, options()).loss()).isLessThan(1.05 * theirs);
        assertThat(OurTrees.shared(law, train, test, LEVELS, options()).loss()).isLessThan(1.1 * theirs);
    }

    @Test
    void printsEachLearnerOnEachLaw() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();

        int code = new TreesOracleBenchmark()
                .run(
                        List.of("--rows", "300", "--trees", "3"),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        System.err);

        assertThat(code).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8).lines().filter(line -> line.startsWith("| ")))
                .hasSize(1 + 3 * 4);
    }

    @Test
    void refusesTooFewRows() throws IOException {
        ByteArrayOutputStream err = new ByteArrayOutputStream();

        int code = new TreesOracleBenchmark()
                .run(List.of("--rows", "7"), System.out, new PrintStream(err, true, StandardCharsets.UTF_8));

        assertThat(code).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("--rows (7)");
    }
}
