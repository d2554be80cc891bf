// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import acme.ListedHosts;
import io.affinity.sources.stores.RealStore;
import io.affinity.sources.stores.RealStore.Kind;
import io.affinity.sources.stores.SampleText;
import io.affinity.sources.stores.WithStores;
import io.affinity.spi.inventory.InventorySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands whose demand and past come from a real store; the hosts are those of a plug-in. */
@WithStores
class StoreCommandsTest {

    @TempDir
    Path folder;

    private static SampleText lastHours() {
        SampleText text = new SampleText();
        long now = Clock.systemUTC().millis();
        for (int i = 6 * 60; i >= 0; i--) {
            for (String vm : new String[] {"vm-1", "vm-2"}) {
                Map<String, String> labels = SampleText.labels("vm", vm);
                text.add("cpu_seconds_total", labels, now - i * 60_000L, 50_000 - i * 60 * 0.5);
                text.add("memory_bytes", labels, now - i * 60_000L, 1e9);
            }
        }
        return text;
    }

    private Program start(String command, String url, String sources) throws IOException {
        return start(command, url, sources, "");
    }

    private Program start(String command, String url, String sources, String more) throws IOException {
        Path services = Files.createDirectories(folder.resolve("plug-ins/META-INF/services"));
        Files.writeString(services.resolve(InventorySource.class.getName()), ListedHosts.class.getName() + "\n");
        Path file = Files.writeString(
                folder.resolve("cluster.yaml"),
                "plug-ins: {inventory: listed-hosts}\nloop: {step: 1m, history: 3h, learn: 1h, seasons: [1h]}\nstate: "
                        + folder.resolve("state") + "\nsources:\n  - kind: prometheus\n    url: " + url
                        + "\n    vm-label: vm\n    demand: true\n    resources:\n" + sources + more);
        return Program.start(folder, folder.resolve("plug-ins"), (command + " --config " + file).split(" "));
    }

    private static final String RESOURCES =
            "      cpu: {counter: cpu_seconds_total}\n      memory: {gauge: memory_bytes}\n";

    @Test
    void simulatesTheClusterUnderTheDemandThatAStoreKnows() throws Exception {
        try (RealStore store = RealStore.with(Kind.VICTORIA_METRICS, lastHours())) {
            try (Program program = start(
                    "simulate --policy none,reactive --no-report", store.url().toString(), RESOURCES)) {
                assertThat(program.exitCode()).as(program.err()).isZero();
                assertThat(program.out())
                        .contains(
                                "Cluster of cluster.yaml: 2 hosts, 2 VMs, ",
                                " steps of 60 s",
                                "Demand peaks at 1 of 16 cores (6 %)");
            }
            assertThat(folder.resolve("state"))
                    .as("a simulation writes nothing there")
                    .doesNotExist();
        }
    }

    @Test
    void nothingIsToBeLearnedWhereAStoreKnowsThePast() throws Exception {
        try (RealStore store = RealStore.with(Kind.VICTORIA_METRICS, lastHours())) {
            try (Program program = start("plan", store.url().toString(), RESOURCES)) {
                assertThat(program.exitCode()).as(program.err()).isZero();
                assertThat(program.out())
                        .contains("listed-1", "Nothing to migrate.")
                        .doesNotContain("Learning", "PastUnknown");
            }
            try (Program program = start("check", store.url().toString(), RESOURCES)) {
                assertThat(program.exitCode()).as(program.err()).isZero();
                assertThat(program.out()).contains("all is well", "2 VMs");
            }
        }
    }

    @Test
    void activityMayBeInTheStoreAsWell() throws Exception {
        try (RealStore store = RealStore.with(Kind.VICTORIA_METRICS, lastHours())) {
            String url = store.url().toString();
            String activity = "activity:\n  - {name: work, url: '" + url + "', query: sum(memory_bytes)}\n";
            String none = "  - {name: none, url: '" + url + "', query: sum(nothing)}\n" + "  - {name: both, url: '"
                    + url + "', query: memory_bytes}\n";
            try (Program program = start("plan", url, RESOURCES, activity)) {
                assertThat(program.exitCode()).as(program.err()).isZero();
                assertThat(program.out()).contains("Nothing to migrate.").doesNotContain("NOTE");
            }
            try (Program program = start("check", url, RESOURCES, activity + none)) {
                assertThat(program.exitCode()).as(program.err()).isZero();
                assertThat(program.out())
                        .contains(
                                "warning: activity[1].url: " + url + ": it has no samples.",
                                "warning: activity[2].url: ",
                                "it has 2 series, and must have one; sum(...) makes one of several")
                        .doesNotContain("activity[0]");
            }
        }
    }

    @Test
    void whatAStoreDoesNotKnowIsSaidByCheck() throws Exception {
        try (RealStore store = RealStore.with(Kind.VICTORIA_METRICS, lastHours());
                Program program = start("check", store.url().toString(), "      cpu: {counter: cpu_total}\n")) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.out())
                    .contains(
                            "cluster.yaml:6: warning: sources[0].url: it knows nothing of the last 12 steps of cpu of"
                                    + " 2 of 2 VMs",
                            "it does not say where the demand for memory stands");
        }
    }

    @Test
    void aStoreThatIsNotThereIsSaid() throws Exception {
        String nobody = "http://127.0.0.1:1";
        try (Program program = start("check", nobody, RESOURCES)) {
            assertThat(program.exitCode()).isZero();
            assertThat(program.out()).contains("nobody is there to connect to", nobody);
        }
        try (Program program = start("plan", nobody, RESOURCES)) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            assertThat(program.out()).contains("No telemetry: ", "nobody is there to connect to");
            assertThat(program.out()).doesNotContain(" from listed-");
        }
    }

    /** A month of hours, of which a store alone knows: there are no hosts in the file. */
    @Test
    void aStoreWithoutHostsIsEnoughToTellWhetherPredictingPays() throws Exception {
        SampleText text = new SampleText();
        for (int vm = 1; vm <= 3; vm++) {
            double seconds = 0;
            for (int i = 0; i < 21 * 24 * 4; i++) {
                double cores = 2 + vm + Math.sin(2 * Math.PI * i / 96) + Math.floorMod(i * 31L * vm, 7) / 10.0;
                seconds += cores * 900;
                long at = DailyTrace.START.toEpochMilli() + i * 900_000L;
                text.add("cpu_seconds_total", SampleText.labels("vm", "store-" + vm), at, seconds);
            }
        }
        Path file = folder.resolve("cluster.yaml");
        for (Kind kind : Kind.values()) {
            try (RealStore store = RealStore.with(kind, text)) {
                Files.writeString(
                        file,
                        "sources:\n  - kind: prometheus\n    url: " + store.url()
                                + "\n"
                                + "    vm-label: vm\n"
                                + "    staleness: 1h\n"
                                + "    resources: {cpu: {counter: cpu_seconds_total}}\n"
                                + "loop: {step: 1h, history: 7d, seasons: [1d]}\n"
                                + "state: " + folder.resolve("state")
                                + "\n");
                Session backtest = Session.of(
                        "backtest",
                        "--config",
                        file.toString(),
                        "--until",
                        "2026-03-23T00:00:00Z",
                        "--past",
                        "21d",
                        "--forecasters",
                        "holt-winters",
                        "--leads",
                        "1h,1d",
                        "--vms",
                        "2");
                assertThat(backtest.exitCode()).as(backtest.err()).isZero();
                assertThat(backtest.out())
                        .contains("2 of 3 VMs, drawn with seed 1; cpu in cores", "steps of 1h from 2026-03-02T0")
                        .contains("holt-winters", "last day", "1d ahead");
                Session forecast = Session.of(
                        "forecast",
                        "--config",
                        file.toString(),
                        "--vm",
                        "store-2",
                        "--until",
                        "2026-03-20T00:00:00Z",
                        "--forecaster",
                        "holt-winters",
                        "--ascii");
                assertThat(forecast.exitCode()).as(forecast.err()).isZero();
                assertThat(forecast.out()).contains("store-2: cpu in cores by holt-winters", "2026-03-20 00:00");
                Session misspelt = Session.of(
                        "forecast", "--config", file.toString(), "--vm", "stroe-2", "--until", "2026-03-20T00:00:00Z");
                assertThat(misspelt.errorLine()).contains("did you mean store-2?");
            }
        }
    }

    @Test
    void aStoreThatIsNotThereIsToldOfByBacktest() throws IOException {
        Path file = Files.writeString(
                folder.resolve("cluster.yaml"),
                "sources: [{kind: prometheus, url: 'http://127.0.0.1:1', vm-label: vm, limits: {retries: 0},"
                        + " resources: {cpu: {gauge: cpu}}}]\nstate: " + folder.resolve("state") + "\n");

        Session session = Session.of("backtest", "--config", file.toString());

        assertThat(session.exitCode()).isEqualTo(2);
        assertThat(session.errorLine()).contains("http://127.0.0.1:1", "nobody is there to connect to");
    }
}
