// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.affinity.spi.model.Resource;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

    private static final URI URL = URI.create("http://127.0.0.1:9090");

    @ParameterizedTest
    @ValueSource(strings = {"m", "job:m:rate5m", "m{}", "m{a=\"b\"}", "m{a=~'x|y', b!=\"}\",}", " m { a = \"\\\"\" } "})
    void selectorsArePlain(String selector) {
        assertThat(new Measure.Gauge(selector, Set.of(), 1).isPlain()).isTrue();
        assertThat(new Measure.Counter(List.of(selector), Set.of(), 1).selectors())
                .containsExactly(selector);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate(m[5m])", "m + n", "m[5m]", "m{a=b}", "m offset 5m", "{a=\"b\"}", "m{$vms}", ""})
    void anythingElseIsNoCounter(String expression) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Measure.Counter(List.of(expression), Set.of(), 1))
                .withMessageContaining("(" + expression + ")");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
    void aScaleIsAboveZero(double scale) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Measure.Gauge("m", Set.of(), scale))
                .withMessageContaining("scale");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://h", "h:9090", "http:///x", "http://u:p@h", "http://h?q=1", "http://h#f", "mailto:x"})
    void anUrlIsThatOfAServer(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreAccess.of(URI.create(url)))
                .withMessageContaining("http or https")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("u:p"));
    }

    @Test
    void certificatesAreForHttps() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreAccess.of(URL).withAuthority(Path.of("ca.pem")))
                .withMessageContaining("must be https");
    }

    @Test
    void aPatternHasOneGroup() {
        for (String pattern : List.of("abc", "(a)(b)", "(", "*")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new VmLabel(List.of("instance"), pattern))
                    .withMessageContaining("(" + pattern + ")");
        }
    }

    @Test
    void labelsTellTheVm() {
        VmLabel host = Preset.NODE_EXPORTER.vm();

        assertThat(host.vm(Map.of("instance", "web:9100"))).isEqualTo("web");
        assertThat(host.vm(Map.of("instance", "web"))).isEqualTo("web");
        assertThat(host.vm(Map.of("instance", ":9100"))).isNull();
        assertThat(host.vm(Map.of("job", "x"))).isNull();
        assertThat(Preset.KUBEVIRT.vm().vm(Map.of("namespace", "shop", "name", "web")))
                .isEqualTo("shop/web");
        assertThat(Preset.KUBEVIRT.vm().vm(Map.of("name", "web"))).isNull();
    }

    @Test
    void resourcesOfCeilometerAreServersOrTheirDevices() {
        VmLabel server = Preset.CEILOMETER.vm();
        String uuid = "d8bd99b4-6fdb-4bd3-b1a4-6fdd10d2b2c8";

        for (String resource : List.of(uuid, uuid + "-vda", "instance-0000002a-" + uuid + "-tap1f2e3d4c-aa")) {
            assertThat(server.vm(Map.of("resource", resource))).isEqualTo(uuid);
        }
        assertThat(server.vm(Map.of("resource", "node1.example.com"))).isNull();
    }

    @Test
    void limitsHaveRanges() {
        StoreLimits.Builder limits = StoreLimits.builder();
        List<StoreLimits.Builder> wrong = List.of(
                StoreLimits.builder().query(Duration.ZERO),
                StoreLimits.builder().demand(Duration.ofDays(2)),
                StoreLimits.builder().retries(-1),
                StoreLimits.builder().queriesAtOnce(0),
                StoreLimits.builder().pointsPerSeries(11_001),
                StoreLimits.builder().pointsPerQuery(10),
                StoreLimits.builder().responseBytes(1));

        assertThat(limits.build()).isEqualTo(StoreLimits.DEFAULT);
        wrong.forEach(each -> assertThatIllegalArgumentException().isThrownBy(each::build));
    }

    @ParameterizedTest
    @EnumSource
    void presetsMeasureAllThatHypervisorsCount(Preset preset) {
        PrometheusSettings settings =
                PrometheusSettings.builder(URL, preset).without(Resource.CPU).build();

        assertThat(preset.measures().keySet())
                .containsExactlyInAnyOrder(
                        Resource.CPU,
                        Resource.MEMORY,
                        Resource.NETWORK,
                        Resource.DISK_THROUGHPUT,
                        Resource.DISK_OPERATIONS);
        assertThat(settings.measures()).doesNotContainKey(Resource.CPU);
    }

    @Test
    void somethingIsMeasuredAndNotForEver() {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> PrometheusSettings.builder(URL, VmLabel.of("vm")).build())
                .withMessageContaining("At least one resource");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PrometheusSettings.builder(URL, Preset.KUBEVIRT)
                        .staleness(Duration.ofHours(2))
                        .build())
                .withMessageContaining("staleness");
    }
}
