// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.cli.output.JsonTree;
import io.affinity.sources.stores.RealStore;
import io.affinity.sources.stores.WithStores;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real Prometheus scrapes a real loop. */
@WithStores
class ScrapedRunTest {

    private static final Path MONITORING = Path.of("..", "monitoring");

    @TempDir
    Path folder;

    /** The shipped rules, but for their patience. */
    @Test
    void aHostThatIsShortSetsOffAnAlert() throws Exception {
        String rules = Files.readString(MONITORING.resolve("alerts.yml"), StandardCharsets.UTF_8);
        Path impatient =
                Files.writeString(folder.resolve("alerts.yml"), rules.replaceAll("for: [0-9]+[mh]", "for: 0s"));
        try (Program program = CrowdedRun.run(folder, "127.0.0.1:0");
                RealStore prometheus = RealStore.watching(CrowdedRun.where(program), impatient)) {
            RealStore.await(
                    "it is scraped",
                    () -> answer(prometheus, "affinity_vms == 4").contains("\"value\""));

            RealStore.await(
                    "the alert fires",
                    () -> answer(prometheus, "ALERTS{alertname=\"AffinityHostShort\",alertstate=\"firing\"}")
                            .contains("\"host\":\"crowded\""));

            assertThat(answer(prometheus, "ALERTS{alertname=\"AffinityHostShort\"}"))
                    .doesNotContain("calm");
            assertThat(answer(prometheus, "ALERTS{alertname=\"AffinityAlarm\"}"))
                    .doesNotContain("\"value\"");
        }
    }

    @Test
    void eachQuestionOfTheDashboardHasAnAnswer() throws Exception {
        List<String> questions = new ArrayList<>();
        questions(
                JsonTree.of(Files.readString(MONITORING.resolve("grafana-dashboard.json"), StandardCharsets.UTF_8)),
                questions);
        assertThat(questions).hasSizeGreaterThan(20);
        try (Program program = CrowdedRun.run(folder, "127.0.0.1:0");
                RealStore prometheus =
                        RealStore.watching(CrowdedRun.where(program), MONITORING.resolve("alerts.yml"))) {
            for (String question : questions) {
                RealStore.await(question, () -> answer(prometheus, question).matches("(?s).*\"values?\":.*"));
            }
        }
    }

    /** As Grafana asks them with all loops and the resource cpu, and those behind the variables. */
    private static void questions(@Nullable Object tree, List<String> questions) {
        if (tree instanceof Map<?, ?> object) {
            if (object.get("expr") instanceof String expression) {
                questions.add(expression.replace("$instance", ".+").replace("$resource", "cpu"));
            }
            if (object.get("query") instanceof String query && query.startsWith("label_values(")) {
                questions.add(query.replaceFirst("label_values\\((.+), (.+)\\)", "count by ($2) ($1{$2!=\"\"})"));
            }
            object.values().forEach(value -> questions(value, questions));
        } else if (tree instanceof List<?> array) {
            array.forEach(value -> questions(value, questions));
        }
    }

    @Test
    void theRulesAreAcceptedAndFireWhenTheyShould() throws Exception {
        assertThat(promtool("check", "rules", "alerts.yml")).isZero();
        assertThat(promtool("test", "rules", "alerts-test.yml")).isZero();
        assertThat(promtool("check", "config", "prometheus.yml")).isZero();
    }

    private int promtool(String... words) throws IOException, InterruptedException {
        String[] command = new String[words.length + 1];
        command[0] = "promtool";
        System.arraycopy(words, 0, command, 1, words.length);
        return new ProcessBuilder(command)
                .directory(MONITORING.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("promtool.log").toFile())
                .start()
                .waitFor();
    }

    private static String answer(RealStore prometheus, String query) {
        return prometheus.get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }
}
