// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.mutants;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class MutantsBenchmarkTest {

    private static final int INPUTS = 300;

    /** Some snapshots are read by a whole control loop. */
    private static final int RESTARTS = 1000;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) throws Exception {
        return new MutantsBenchmark()
                .run(
                        List.of(arguments),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String output() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void noReaderIsHarmedByWhatIsReadFromOutsideWithin64MiB() throws Exception {
        String readers = "model,message,journal,record,trace,libvirt,status,draining,resolving,cluster-file";

        int exitCode = run("--inputs", String.valueOf(INPUTS), "--only", readers);

        assertThat(output()).doesNotContain("VIOLATION");
        assertThat(exitCode).as(output()).isZero();
        assertThat(output().lines().filter(line -> line.contains("| " + INPUTS + " |")))
                .hasSizeGreaterThan(30)
                .allMatch(line -> line.matches("\\| [a-z-]+ \\| [0-9]+ \\| [0-9]+ \\| [0-9]+ \\| 0 \\| [0-9]+ \\|"));
    }

    @Test
    void noControlLoopIsHarmedByWhatItFindsAtARestartWithin64MiB() throws Exception {
        int exitCode = run("--inputs", String.valueOf(RESTARTS), "--only", "snapshot");

        assertThat(output()).doesNotContain("VIOLATION");
        assertThat(exitCode).as(output()).isZero();
        assertThat(output().lines().filter(line -> line.contains("| " + RESTARTS + " |")))
                .hasSize(6);
    }

    @Test
    void aReaderThatIsNotThereIsNamed() throws Exception {
        assertThat(run("--here", "--only", "nothing")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo(
                        "bench mutants: The readers [nothing] must be some that there are." + System.lineSeparator());
    }

    @Test
    void aNumberOfInputsBelowOneIsRefused() throws Exception {
        assertThat(run("--inputs", "0")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("inputs (0) must be at least 1");
    }
}
