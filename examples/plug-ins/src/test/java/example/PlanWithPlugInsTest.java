package example;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line finds the three parts by their names, and plans with what they say. */
class PlanWithPlugInsTest {

    @TempDir
    Path folder;

    @Test
    void theRuleOfTheRuleFileIsMendedByAMigration() throws IOException, InterruptedException {
        for (String file : List.of("inventory.properties", "rules.txt", "cluster.yaml")) {
            Files.copy(Path.of("fleet", file), folder.resolve(file));
        }
        run(folder.resolve("demand.csv"), "bash", "fleet/measure");
        Path out = folder.resolve("plan.txt");

        int exitCode = run(
                out,
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                "-Dexample.fleet=" + folder,
                "io.affinity.cli.Affinity",
                "plan",
                "--config",
                folder.resolve("cluster.yaml").toString());

        assertThat(Files.readString(out)).contains("web-", "from a to b");
        assertThat(exitCode).isZero();
    }

    private static int run(Path out, String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start()
                .waitFor();
    }
}
