// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.openstack.tiny.TinyCloud;
import io.affinity.openstack.tiny.TinyFleet;
import io.affinity.openstack.tiny.TinyHost;
import io.affinity.openstack.tiny.TinyServer;
import io.affinity.sources.stores.AetosFront;
import io.affinity.sources.stores.RealStore;
import io.affinity.sources.stores.RealStore.Kind;
import io.affinity.sources.stores.SampleText;
import io.affinity.sources.stores.WithStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands about a cloud whose demand a real Prometheus has, behind a front that asks for tokens of the cloud. */
@WithStores
class CloudStoreTest {

    private final TinyCloud cloud = TinyCloud.start();

    @TempDir
    Path folder;

    @AfterEach
    void close() {
        cloud.close();
    }

    private static SampleText lastHours() {
        SampleText text = new SampleText();
        long now = Clock.systemUTC().millis();
        for (int i = 6 * 60; i >= 0; i--) {
            for (String server : new String[] {"s-1", "s-2"}) {
                Map<String, String> labels = SampleText.labels("vm", server);
                text.add("cpu_seconds_total", labels, now - i * 60_000L, 50_000 - i * 60 * 0.5);
                text.add("memory_bytes", labels, now - i * 60_000L, 4e8);
            }
        }
        return text;
    }

    private Session session(String command, AetosFront aetos) throws IOException {
        new TinyFleet(cloud)
                .host(TinyHost.of("h1"))
                .host(TinyHost.of("h2"))
                .server(TinyServer.of("s-1", "web", "h1"))
                .server(TinyServer.of("s-2", "db", "h1"));
        Path clouds = Files.writeString(
                folder.resolve("clouds.yaml"),
                "clouds:\n  tiny:\n    auth: {auth_url: '" + cloud.access().identity()
                        + "', username: ann, password: shibboleth, project_name: admin, user_domain_name: Default,"
                        + " project_domain_name: Default}\n");
        Path file = Files.writeString(
                folder.resolve("affinity.yaml"),
                "cluster: {kind: openstack, cloud: tiny, clouds-file: " + clouds
                        + "}\nloop: {step: 1m, history: 3h, learn: 1h, seasons: [1h]}\nstate: "
                        + folder.resolve("state") + "\nsources:\n  - kind: aetos\n    url: " + aetos.url()
                        + "\n    vm-label: vm\n    demand: true\n    resources:\n"
                        + "      cpu: {counter: cpu_seconds_total}\n      memory: {gauge: memory_bytes}\n");
        return Session.of(command, "--config", file.toString());
    }

    @Test
    void thePastAndTheDemandComeThroughAetosWithTokensOfTheCloud() throws Exception {
        try (RealStore store = RealStore.with(Kind.PROMETHEUS, lastHours());
                AetosFront aetos = AetosFront.before(store.url(), token -> token.matches("token-[0-9]+"))) {
            Session plan = session("plan", aetos);
            assertThat(plan.exitCode()).as(plan.err()).isZero();
            assertThat(plan.out()).contains("Nothing to migrate.").doesNotContain("Learning", "NOTE", "No telemetry");
            assertThat(aetos.tokens())
                    .as("the token that Nova is asked with")
                    .isNotEmpty()
                    .containsOnly("token-1");

            Session check = session("check", aetos);
            assertThat(check.exitCode()).as(check.err()).isZero();
            assertThat(check.out()).contains("all is well", "2 VMs");
        }
    }

    @Test
    void aTokenThatAetosRefusesIsReplacedAndThenItIsSaid() throws Exception {
        try (RealStore store = RealStore.with(Kind.PROMETHEUS, lastHours())) {
            try (AetosFront aetos = AetosFront.before(store.url(), token -> token.matches("token-([2-9]|[0-9]{2,})"))) {
                Session plan = session("plan", aetos);
                assertThat(plan.out()).contains("Nothing to migrate.").doesNotContain("No telemetry");
                assertThat(aetos.tokens()).contains("token-1", "token-2");
            }
            try (AetosFront aetos = AetosFront.before(store.url(), token -> false)) {
                Session plan = session("plan", aetos);
                assertThat(plan.out())
                        .contains("No telemetry: ", "it answers with status 401; whoever asks must be allowed to");
                assertThat(aetos.tokens()).hasSizeLessThan(10);
            }
        }
    }
}
