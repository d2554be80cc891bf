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
        return Program.start(folder, folder.resolve("plug-ins"), command, "--config", file.toString());
    }

    private static final String RESOURCES =
            "      cpu: {counter: cpu_seconds_total}\n      memory: {gauge: memory_bytes}\n";

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
                            "cluster.yaml:6: warning: sources[0].url: it knows nothing of the last 12 steps of cpu of 2 of 2 VMs",
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
}
