// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.roadef;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three machines in two locations, four processes of two services, worked out by hand. */
class RoadefBenchmarkTest {

    /**
     * Resource 0 costs 10 a unit above the safety capacity, resource 1 is transient. Machines 0 and 1 are at location 0, machine 2 at
     * location 1. Service 0 has processes 0 to 2 and needs two locations; service 1 has process 3 and depends on service 0.
     */
    private static final String MODEL = """
            2
            0 10
            1 0
            3
            0 0 30 10 20 10 0 1 2
            0 0 30 10 20 10 1 0 2
            1 1 30 10 20 10 2 2 0
            2
            2 0
            1 1 0
            4
            0 12 3 1
            0 8 3 1
            0 8 3 1
            1 10 4 1
            1
            0 1 1 1
            1 10 100
            """;

    private static final String ASSIGNMENT = "0 1 2 0\n";

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("model.txt"), MODEL);
        Files.writeString(folder.resolve("assignment.txt"), ASSIGNMENT);
    }

    @Test
    void countsWhatTheStatementSays() throws IOException {
        RoadefModel model = RoadefModel.read(folder.resolve("model.txt"));
        int[] initial = model.readAssignment(folder.resolve("assignment.txt"));

        // Machine 0 is used 22, 2 above its safety; of 8, 22 and 22 left, 5, 15 and 15 more are not matched by 3, 7 and
        // 7.
        assertThat(new RoadefAudit(model, initial, initial).cost()).isEqualTo(20 + 5 + 15 + 15);
        assertThat(new RoadefAudit(model, initial, initial).broken()).isEmpty();
        assertThat(new RoadefAudit(model, initial, new int[] {0, 1, 2, 1}).cost())
                .as("process 3 moved: 1 for it, 10 for its service, 100 for the way")
                .isEqualTo(11 + 9 + 15 + 1 + 10 + 100);
    }

    @Test
    void tellsEachConstraintThatIsBroken() throws IOException {
        RoadefModel model = RoadefModel.read(folder.resolve("model.txt"));
        int[] initial = model.readAssignment(folder.resolve("assignment.txt"));

        assertThat(new RoadefAudit(model, initial, new int[] {1, 1, 2, 0}).broken())
                .contains("service 0 has two processes on one machine");
        assertThat(new RoadefAudit(model, new int[] {2, 0, 1, 0}, new int[] {2, 0, 1, 2}).broken())
                .isEmpty();
        assertThat(new RoadefAudit(model, new int[] {0, 1, 2, 0}, new int[] {1, 0, 2, 1}).broken())
                .as("what has left keeps what is transient: 3 and 4 on their way out, 3 in")
                .isEmpty();
    }

    @Test
    void findsABetterAnswerAndWritesIt() throws IOException {
        Path answer = folder.resolve("answer.txt");
        Path json = folder.resolve("figures.json");

        int code = run("--proposals", "1", "--threads", "2", "--out", answer.toString(), "--json", json.toString());

        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(code).isZero();
        RoadefModel model = RoadefModel.read(folder.resolve("model.txt"));
        int[] initial = model.readAssignment(folder.resolve("assignment.txt"));
        RoadefAudit audit = new RoadefAudit(model, initial, model.readAssignment(answer));
        assertThat(audit.broken()).isEmpty();
        assertThat(audit.cost()).isEqualTo(best(model, initial));
        assertThat(json).content().contains("\"before\":55").contains("\"after\":" + audit.cost());
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("| model.txt | 3 | 4 | 55 | " + audit.cost() + " |");
    }

    @Test
    void saysWhatIsWrongInOneLine() throws IOException {
        Files.writeString(folder.resolve("assignment.txt"), "0 1 7 0\n");
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .endsWith("assignment.txt, line 1: a machine (7) must be a whole number from 0 to 2.\n");
        err.reset();

        Files.writeString(folder.resolve("assignment.txt"), "0 0 2 0\n");
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .endsWith(
                        "must keep all constraints in the beginning, but service 0 has two processes on one machine.\n");
        err.reset();

        Files.writeString(folder.resolve("assignment.txt"), "0 1\n");
        assertThat(run()).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .endsWith("assignment.txt ends where a machine should stand.\n");
        err.reset();

        assertThat(run("--seconds", "0")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("bench roadef: --seconds (0.0) must be more than 0, and 86400 at most.\n");
    }

    private int run(String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of(
                "--model",
                folder.resolve("model.txt").toString(),
                "--assignment",
                folder.resolve("assignment.txt").toString()));
        arguments.addAll(List.of(more));
        return new RoadefBenchmark().run(arguments, new PrintStream(out, true), new PrintStream(err, true));
    }

    /** Of all answers. */
    private static long best(RoadefModel model, int[] initial) {
        long best = Long.MAX_VALUE;
        for (int code = 0; code < 81; code++) {
            int[] answer = {code % 3, code / 3 % 3, code / 9 % 3, code / 27};
            RoadefAudit audit = new RoadefAudit(model, initial, answer);
            best = audit.broken().isEmpty() ? Math.min(best, audit.cost()) : best;
        }
        return best;
    }
}
