// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.affinity.openstack.http.ApiException;
import io.affinity.openstack.http.ApiException.Kind;
import io.affinity.openstack.tiny.TinyCloud;
import io.affinity.openstack.tiny.TinyCloud.Answer;
import io.affinity.openstack.tiny.TinyFleet;
import io.affinity.openstack.tiny.TinyHost;
import io.affinity.openstack.tiny.TinyServer;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NovaTest {

    private final TinyCloud cloud = TinyCloud.start();

    @AfterEach
    void close() {
        cloud.close();
    }

    @Test
    void allPagesOfServersAreTurned() throws ApiException {
        TinyFleet fleet = new TinyFleet(cloud).host(TinyHost.of("h1"));
        for (int i = 0; i < 2345; i++) {
            fleet.server(TinyServer.of("s-%05d".formatted(i), "web", "h1"));
        }

        assertThat(cloud.nova().servers()).hasSize(2345);
        assertThat(cloud.count("/compute/v2.1/servers/detail"))
                .as("3 pages and an empty one")
                .isEqualTo(4);
    }

    /** A server that is gone is a marker that Nova does not know. */
    @Test
    void aListWhoseMarkerIsGoneIsBegunAgain() throws ApiException {
        AtomicInteger gone = new AtomicInteger(2);
        cloud.answer("/compute/v2.1/servers/detail", asked -> {
            if (!asked.query().contains("marker=")) {
                return Answer.of("{\"servers\":[{\"id\":\"s" + gone + "\"},{\"id\":\"s9\"}]}");
            }
            return gone.getAndDecrement() > 0
                    ? Answer.status(400, "{\"badRequest\":{\"message\":\"marker [s9] not found\"}}")
                    : Answer.of("{\"servers\":[]}");
        });

        assertThat(cloud.nova().servers())
                .as("of the last attempt alone")
                .extracting(Server::id)
                .containsExactly("s0", "s9");
    }

    @Test
    void aListIsBegunThreeTimesAtMost() {
        cloud.answer(
                "/compute/v2.1/servers/detail",
                asked -> asked.query().contains("marker=")
                        ? Answer.status(400, "{\"badRequest\":{\"message\":\"marker [s1] not found\"}}")
                        : Answer.of("{\"servers\":[{\"id\":\"s1\"}]}"));

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> cloud.nova().servers())
                .withMessageContaining("marker [s1] not found");
        assertThat(cloud.count("/compute/v2.1/servers/detail")).isEqualTo(6);
    }

    @Test
    void whatIsRefusedWithoutAMarkerIsRefusedAtOnce() {
        cloud.answer("/compute/v2.1/servers/detail", asked -> Answer.status(400, "{}"));

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> cloud.nova().servers());
        assertThat(cloud.count("/compute/v2.1/servers/detail")).isEqualTo(1);
    }

    /** Too little is told, or Nova cannot now: the list itself is not to blame. */
    @Test
    void aPageThatIsNotTheMarkersFaultIsNotAskedForFromTheStart() {
        cloud.answer(
                "/compute/v2.1/servers/detail",
                asked -> asked.query().contains("marker=")
                        ? Answer.status(403, "{}")
                        : Answer.of("{\"servers\":[{\"id\":\"s1\"}]}"));

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> cloud.nova().servers())
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.FORBIDDEN));
        assertThat(cloud.count("/compute/v2.1/servers/detail")).isEqualTo(2);
    }

    @Test
    void soIsTheListOfHypervisors() throws ApiException {
        AtomicInteger gone = new AtomicInteger(1);
        cloud.answer("/compute/v2.1/os-hypervisors/detail", asked -> {
            if (!asked.query().contains("marker=")) {
                return Answer.of(hypervisors(0, 3, true));
            }
            return gone.getAndDecrement() > 0
                    ? Answer.status(400, "{\"badRequest\":{\"message\":\"marker [i2] not found\"}}")
                    : Answer.of(hypervisors(3, 4, false));
        });

        assertThat(cloud.nova().hypervisors()).hasSize(4);
    }

    private static String hypervisors(int from, int to, boolean hasNext) {
        return IntStream.range(from, to)
                .mapToObj(i -> "{\"id\":\"i" + i + "\",\"hypervisor_hostname\":\"h\",\"service\":{\"host\":\"h\"}}")
                .collect(Collectors.joining(
                        ",",
                        "{\"hypervisors\":[",
                        "],\"hypervisors_links\":[" + (hasNext ? "{\"rel\":\"next\",\"href\":\"x\"}" : "") + "]}"));
    }

    @Test
    void groupsComeInPagesAsShortAsTheCloudLikes() throws ApiException {
        cloud.answer("/compute/v2.1/os-server-groups", asked -> {
            int offset = Integer.parseInt(asked.query().replaceAll(".*offset=(\\d+).*", "$1"));
            return Answer.of("{\"server_groups\":["
                    + (offset < 3 ? "{\"id\":\"g" + offset + "\",\"name\":\"g\",\"members\":[]}" : "") + "]}");
        });

        assertThat(cloud.nova().groups()).extracting(ServerGroup::id).containsExactly("g0", "g1", "g2");
    }

    @Test
    void whatFlavorsAskOfHostsMayNotBeTold() throws ApiException {
        TinyFleet fleet = new TinyFleet(cloud).host(TinyHost.of("h1")).server(TinyServer.of("s1", "web", "h1"));
        assertThat(cloud.nova().servers().get(0).flavor().areSpecsTold()).isTrue();

        fleet.hideExtraSpecs();

        assertThat(cloud.nova().servers().get(0).flavor()).isEqualTo(new Flavor("f", 1, 512, Map.of(), false));
    }

    @Test
    void callsHaveTheNewestVersionThatBothSidesKnow() throws ApiException {
        new TinyFleet(cloud).host(TinyHost.of("h1"));
        Nova nova = cloud.nova();
        nova.servers();
        nova.hypervisors();

        assertThat(nova.version()).isEqualTo(93);
        assertThat(cloud.asked().stream()
                        .filter(asked -> asked.path().endsWith("/detail"))
                        .map(asked -> asked.header("openstack-api-version")))
                .as("capacities are told up to 2.87 only")
                .containsExactly("compute 2.93", "compute 2.87");
    }

    @Test
    void aCloudThatIsTooOldSaysSo() {
        cloud.say("/compute/v2.1/", "{\"version\":{\"version\":\"2.38\",\"min_version\":\"2.1\"}}");

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> cloud.nova().servers())
                .withMessageContaining("speaks the microversions 1 to 38")
                .withMessageContaining("53 to 96 are known here");
    }

    @Test
    void groupsOfOlderVersionsHaveAListOfPolicies() throws ApiException {
        cloud.say("/compute/v2.1/", "{\"version\":{\"version\":\"2.63\",\"min_version\":\"2.1\"}}");
        cloud.say(
                "/compute/v2.1/os-server-groups",
                "{\"server_groups\":[{\"id\":\"g1\",\"name\":\"web\",\"policies\":[\"anti-affinity\"],\"metadata\":{},"
                        + "\"members\":[\"a\",\"b\"],\"project_id\":\"p\",\"user_id\":\"u\"},"
                        + "{\"id\":\"g2\",\"name\":\"old\",\"policies\":[],\"members\":[]}]}");

        assertThat(cloud.nova().groups())
                .containsExactly(
                        new ServerGroup("g1", "web", "anti-affinity", 1, List.of("a", "b")),
                        new ServerGroup("g2", "old", "", 1, List.of()));
    }

    @Test
    void servicesOfACellThatIsDownAreKnownByTheirHostsOnly() throws ApiException {
        new TinyFleet(cloud).host(TinyHost.of("h1")).host(TinyHost.of("h2").inCellThatIsDown());

        List<ComputeService> services = cloud.nova().services();

        assertThat(services).extracting(ComputeService::isKnown).containsExactly(true, false);
        assertThat(services).extracting(ComputeService::isUp).containsExactly(true, false);
    }

    @Test
    void whatIsNotAsTheApiHasItIsNamed() {
        cloud.say("/compute/v2.1/servers/detail", "{\"servers\":[{\"id\":\"s1\",\"flavor\":{\"vcpus\":\"four\"}}]}");

        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> cloud.nova().servers())
                .withMessageContaining("servers[0].flavor.vcpus must be a number")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(Kind.MALFORMED));
    }

    @Test
    void aServerThatIsNotThereIsNothing() throws ApiException {
        cloud.answer(
                "/compute/v2.1/servers/s9", asked -> Answer.status(404, "{\"itemNotFound\":{\"message\":\"no\"}}"));

        assertThat(cloud.nova().server("s9")).isNull();
    }
}
