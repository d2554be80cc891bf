// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.sources.stores.RealStore;
import io.affinity.sources.stores.WithStores;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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
