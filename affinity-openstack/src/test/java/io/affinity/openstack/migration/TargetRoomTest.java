// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.openstack.compute.Server;
import io.affinity.openstack.http.ApiException;
import io.affinity.openstack.tiny.TinyCloud;
import io.affinity.openstack.tiny.TinyCloud.Answer;
import io.affinity.openstack.tiny.TinyFleet;
import io.affinity.openstack.tiny.TinyHost;
import io.affinity.openstack.tiny.TinyServer;
import io.affinity.spi.migration.MigrationFailure.Refusal;
import io.affinity.spi.model.HostId;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TargetRoomTest {

    private static final String ALLOCATIONS = "/placement/allocations/s1";

    private final TinyCloud cloud = TinyCloud.start();
    private final TinyFleet fleet = new TinyFleet(cloud);

    @AfterEach
    void close() {
        cloud.close();
    }

    private List<String> refusals(TinyHost target) throws ApiException {
        fleet.host(TinyHost.of("h1"))
                .host(target)
                .server(TinyServer.of("s1", "web", "h1").sized(4, 2048));
        Server server = cloud.nova().servers().get(0);
        cloud.forget();
        return new TargetRoom(cloud.nova(), cloud.placement())
                .refusals(server, new HostId("h2")).stream()
                        .map(Refusal::detail)
                        .toList();
    }

    private void holds(String... providers) {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < providers.length; i++) {
            all.append(i == 0 ? "" : ",")
                    .append("\"p" + i + "\":{\"generation\":1,\"resources\":" + providers[i] + "}");
        }
        cloud.say(ALLOCATIONS, "{\"allocations\":{" + all + "},\"project_id\":\"p1\",\"user_id\":\"u1\"}");
    }

    /** Of a flavor of four CPUs with {@code hw:cpu_policy=mixed} and {@code hw:cpu_dedicated_mask=2-3}, two are dedicated. */
    @Test
    void partOfTheCpusMayBeDedicated() throws ApiException {
        holds("{\"VCPU\":2,\"PCPU\":2,\"MEMORY_MB\":2048}");

        assertThat(refusals(TinyHost.of("h2").dedicated(1)))
                .containsExactly("The target may promise (1) more dedicated CPUs, and the server needs (2).");
        assertThat(refusals(TinyHost.of("h2").dedicated(2))).isEmpty();
    }

    @Test
    void whatATargetHasNothingOfIsShort() throws ApiException {
        holds("{\"PCPU\":4,\"MEMORY_MB\":2048}");

        assertThat(refusals(TinyHost.of("h2")))
                .containsExactly("The target may promise (0) more dedicated CPUs, and the server needs (4).");
    }

    @Test
    void whatAServerHoldsCountsAndNotItsFlavor() throws ApiException {
        holds("{\"VCPU\":4,\"MEMORY_MB\":3000}", "{\"MEMORY_MB\":1000}", "{\"DISK_GB\":100000}");

        assertThat(refusals(TinyHost.of("h2").sized(1, 4096, 512)))
                .containsExactly("The target may promise (3584) more MiB of memory, and the server needs (4000).");
    }

    @Test
    void onlyWhatIsNeededIsAskedOfPlacement() throws ApiException {
        holds("{\"VCPU\":4,\"MEMORY_MB\":2048}");

        assertThat(refusals(TinyHost.of("h2"))).isEmpty();
        assertThat(cloud.paths().stream().filter(path -> path.startsWith("/placement/") && path.length() > 11))
                .containsExactly(
                        ALLOCATIONS,
                        "/placement/resource_providers/hypervisor-h2/inventories",
                        "/placement/resource_providers/hypervisor-h2/usages");
    }

    @Test
    void whatMayNotBeAskedIsForNovaToSay() throws ApiException {
        cloud.answer(ALLOCATIONS, asked -> Answer.status(403, "{\"errors\":[{\"detail\":\"no\"}]}"));

        assertThat(refusals(TinyHost.of("h2").sized(1, 1024, 512))).isEmpty();
    }

    @Test
    void soIsAServerThatHoldsNothing() throws ApiException {
        holds();

        assertThat(refusals(TinyHost.of("h2").sized(1, 1024, 512))).isEmpty();
    }

    @Test
    void whatPassesIsNoAnswer() {
        cloud.answer(ALLOCATIONS, asked -> Answer.status(503, ""));

        assertThatThrownBy(() -> refusals(TinyHost.of("h2")))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining("status 503");
    }
}
