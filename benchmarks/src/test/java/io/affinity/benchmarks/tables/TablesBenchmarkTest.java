package io.affinity.benchmarks.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TablesBenchmarkTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... arguments) throws Exception {
        return new TablesBenchmark()
                .run(
                        List.of(arguments),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @Test
    void withoutATraceItSaysWhatIsMissing() throws Exception {
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("bench tables: At least one --planetlab or --bitbrains must be given."
                        + System.lineSeparator());
    }

    @Test
    void theCommitIsNamedEvenWhereATraceIsMissing() throws Exception {
        assertThat(run("--bitbrains", "no-such-cpu_pct.csv")).isEqualTo(2);
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Commit ").contains(", Java ");
    }
}
