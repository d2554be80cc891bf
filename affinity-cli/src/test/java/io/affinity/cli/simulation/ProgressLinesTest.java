// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ProgressLinesTest {

    @Test
    void thereIsALineForEachTenth() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (CycleProgress progress =
                CycleProgress.lines("simulating", 1000, new PrintStream(bytes, true, StandardCharsets.UTF_8))) {
            for (int i = 0; i < 1000; i++) {
                progress.done(1);
            }
        }
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
                .hasSize(10)
                .allMatch(line -> line.matches("simulating: \\d+ %(, about .* left)?"))
                .endsWith("simulating: 100 %");
    }
}
