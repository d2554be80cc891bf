// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.rescheduling;

import static org.assertj.core.api.Assertions.assertThat;

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

class ReschedulingBenchmarkTest {

    /** Eight cores are free on each of two nodes: if the VM of one goes to the other, sixteen are free where it was. */
    private static final String PROBLEM = """
            {"cluster_list": [{"host_info": [
              {"node_id": "a", "numa": [{"node": 0, "free_cpu": 8, "memory_huge_free_mb": 100.0},
                                        {"node": 1, "free_cpu": 0, "memory_huge_free_mb": 0}]},
              {"node_id": "b", "numa": [{"node": 0, "free_cpu": 0, "memory_huge_free_mb": 0},
                                        {"node": 1, "free_cpu": 8, "memory_huge_free_mb": 100}]}],
             "vm_instance": [
              {"instance_id": "v", "host_id": "a", "allow_migration": %s, "numa": [{"node": 0, "cpu": 8, "mem_mb": 50}]}]}]}
            """;

    @TempDir
    Path folder;

    @Test
    void aMigrationJoinsFragments() throws IOException {
        Path problem = Files.writeString(folder.resolve("problem.json"), PROBLEM.formatted("true"));
        Path answer = folder.resolve("answer.txt");

        String printed = run(0, "--problem", problem, "--limit", 1, "--seconds", 0.5, "--out", answer);

        assertThat(printed).contains("| 1 | 1 | 1.0000 | 0.0000 |");
        assertThat(Files.readString(answer)).isEqualTo("v b 1\n");
    }

    @Test
    void neitherALimitOfNoneNorAVmThatMustStayIsOverridden() throws IOException {
        Path movable = Files.writeString(folder.resolve("movable.json"), PROBLEM.formatted("true"));
        Path fixed = Files.writeString(folder.resolve("fixed.json"), PROBLEM.formatted("false"));

        assertThat(run(0, "--problem", movable, "--limit", 0, "--seconds", 0.2))
                .contains("| 0 | 0 | 1.0000 | 1.0000 |");
        assertThat(run(0, "--problem", fixed, "--limit", 5, "--seconds", 0.2)).contains("| 0 | 5 | 1.0000 | 1.0000 |");
    }

    @Test
    void aFileThatIsNoClusterIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("text.json"), "not JSON");
        Path empty = Files.writeString(folder.resolve("empty.json"), "{}");
        Path lost = Files.writeString(
                folder.resolve("lost.json"),
                PROBLEM.formatted("true").replace("\"host_id\": \"a\"", "\"host_id\": \"z\""));

        assertThat(run(2, "--problem", text)).contains("text.json is no JSON");
        assertThat(run(2, "--problem", empty)).contains("must have a host with NUMA nodes");
        assertThat(run(2, "--problem", lost)).contains("host z of a VM must be one of host_info");
    }

    private static String run(int expected, Object... arguments) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        List<String> words = Arrays.stream(arguments).map(Object::toString).toList();

        assertThat(new ReschedulingBenchmark().run(words, stream, stream)).isEqualTo(expected);

        return out.toString(StandardCharsets.UTF_8);
    }
}
