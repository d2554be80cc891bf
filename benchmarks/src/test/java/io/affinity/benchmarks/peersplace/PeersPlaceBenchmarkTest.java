// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peersplace;

import static org.assertj.core.api.Assertions.assertThat;

import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PeersPlaceBenchmarkTest {

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

    /** Host 1 runs 120 of 100. VM 2 can go to host 2, VM 3 cannot, and VM 1 is too small; host 3 is another zone. */
    private static final String PROBLEM = """
            H 1 100 100 100 0
            H 2 100 100 100 0
            H 3 100 100 100 1
            V 1 1 10 10 10 10 10 10
            V 2 1 30 30 30 50 30 30
            V 3 1 30 30 30 60 30 30
            V 4 3 30 30 30 95 30 30
            V 5 2 40 30 30 45 30 30
            S 2 4
            F 3 0
            F 2 0
            """;

    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("model.txt"), MODEL);
        Files.writeString(folder.resolve("assignment.txt"), "0 1 2 0\n");
        Files.writeString(folder.resolve("problem.txt"), PROBLEM);
    }

    @Test
    void allSolversRepairACluster() throws Exception {
        Path json = folder.resolve("figures.json");

        String printed = run(0, "--problem", folder.resolve("problem.txt"), "--seconds", 3, "--json", json);

        assertThat(printed)
                .contains("| problem.txt | affinity | 1 | - |")
                .contains("| problem.txt | Timefold, late acceptance | 1 | - |")
                .contains("| problem.txt | Timefold, entity tabu | 1 | - |");
        assertThat(json)
                .content()
                .contains("\"unit\":\"moves\"")
                .contains("{\"solver\":\"Timefold, entity tabu\",\"cost\":1,\"breaks\":\"\",");
    }

    @Test
    void allSolversFindTheBestOfTheChallenge() throws Exception {
        String printed = run(
                0,
                "--model",
                folder.resolve("model.txt"),
                "--assignment",
                folder.resolve("assignment.txt"),
                "--seconds",
                3,
                "--threads",
                1);

        long best = best();
        assertThat(printed)
                .contains("| model.txt | affinity | " + best + " | - |")
                .contains("| model.txt | Timefold, late acceptance | " + best + " | - |")
                .contains("| model.txt | Timefold, entity tabu | " + best + " | - |");
    }

    /** Of all answers. */
    private long best() throws IOException {
        PlaceTask task = roadef();
        long best = Long.MAX_VALUE;
        for (int code = 0; code < 81; code++) {
            Verdict verdict = task.judge(new int[] {code % 3, code / 3 % 3, code / 9 % 3, code / 27});
            best = verdict.isLegal() ? Math.min(best, verdict.cost()) : best;
        }
        return best;
    }

    private PlaceTask roadef() throws IOException {
        return RoadefTask.read(folder.resolve("model.txt"), folder.resolve("assignment.txt"));
    }

    @Test
    void whatTimefoldIsToldIsWhatTheAuditCounts() throws IOException {
        for (PlaceTask task : List.of(roadef(), RepairTask.read(folder.resolve("problem.txt")))) {
            TimefoldPlacement placement = new TimefoldPlacement(task.forPeer());
            TimefoldScore score = new TimefoldScore();
            score.resetWorkingSolution(placement);
            SplittableRandom random = new SplittableRandom(1);
            for (int i = 0; i < 500; i++) {
                TimefoldVm vm =
                        placement.vms().get(random.nextInt(placement.vms().size()));
                score.beforeVariableChanged(vm, "host");
                vm.setHost(new TimefoldHost(random.nextInt(3)));
                score.afterVariableChanged(vm, "host");

                HardSoftLongScore told = score.calculateScore();
                Verdict counted = task.judge(placement.hostByVm());
                assertThat(told.hardScore() == 0).as("%s %s", told, counted).isEqualTo(counted.isLegal());
                assertThat(-told.softScore()).isEqualTo(counted.cost());
            }
        }
    }

    @Test
    void saysWhatIsWrongInOneLine() throws Exception {
        Path problem = folder.resolve("problem.txt");

        assertThat(run(2)).endsWith("Either --problem, or both --model and --assignment must be given.\n");
        assertThat(run(2, "--problem", problem, "--model", problem)).contains("Either --problem, or both");
        assertThat(run(2, "--problem", problem, "--threads", 0)).contains("--threads (0) must be from 1 to 64.");
        assertThat(run(2, "--problem", problem, "--seconds", -1)).contains("--seconds (-1.0) must be more than 0");
        assertThat(run(2, "--problem", folder.resolve("model.txt"))).contains("model.txt, line 1: ");
    }

    private static String run(int expected, Object... arguments) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        List<String> words = Arrays.stream(arguments).map(Object::toString).toList();

        assertThat(new PeersPlaceBenchmark().run(words, stream, stream)).isEqualTo(expected);

        return out.toString(StandardCharsets.UTF_8);
    }
}
