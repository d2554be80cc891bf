// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.sources.prometheus.settings.Measure;
import io.affinity.sources.prometheus.settings.Preset;
import io.affinity.sources.prometheus.settings.PrometheusSettings;
import io.affinity.sources.prometheus.settings.StoreAccess;
import io.affinity.sources.prometheus.settings.StoreAccess.ClientIdentity;
import io.affinity.sources.prometheus.settings.StoreAccess.Credentials;
import io.affinity.sources.prometheus.settings.StoreApi;
import io.affinity.sources.prometheus.settings.StoreLimits;
import io.affinity.sources.prometheus.settings.VmLabel;
import io.affinity.spi.model.Resource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceSectionTest {

    private static final String HOSTS = "hosts: [{name: a, uri: \"qemu:///system\"}]\n";

    private static ClusterFile parse(String sources) {
        return ClusterFile.parse("test", HOSTS + sources, Path.of("beside"));
    }

    @Test
    void aPresetAndAnAddressAreEnough() {
        SourceSection source = parse("sources:\n  - kind: prometheus\n    url: http://127.0.0.1:9090\n"
                        + "    preset: libvirt-exporter\n")
                .sources()
                .get(0);

        assertThat(source.settings())
                .isEqualTo(PrometheusSettings.builder(URI.create("http://127.0.0.1:9090"), Preset.LIBVIRT_EXPORTER)
                        .build());
        assertThat(source.isDemand()).isFalse();
    }

    @Test
    void everySettingIsRead(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        SourceSection source =
                parse("""
                sources:
                  - kind: prometheus
                    url: https://store/prefix
                    demand: true
                    vm-label: instance
                    vm-pattern: "(.+):9100"
                    staleness: 2m
                    user: ann
                    password-file: FILE
                    ca-file: FILE
                    certificate-file: FILE
                    key-file: FILE
                    resources:
                      cpu: {counter: ["a_total{x=\\"y\\"}", b_total], parts: [core, mode], scale: 0.01}
                      memory: {gauge: "used{$vms} * 2", scale: 1024}
                    limits:
                      query: 5s
                      demand: 6s
                      history: 1m
                      retries: 0
                      first-retry: 1s
                      queries-at-once: 4
                      points-per-series: 5000
                      points-per-query: 100000
                      response-size: 1MB
                """.replace("FILE", file.toString())).sources().get(0);

        assertThat(source.isDemand()).isTrue();
        assertThat(source.settings())
                .isEqualTo(PrometheusSettings.builder(
                                URI.create("https://store/prefix"), new VmLabel(List.of("instance"), "(.+):9100"))
                        .access(new StoreAccess(
                                URI.create("https://store/prefix"),
                                StoreApi.PROMETHEUS,
                                new Credentials.Basic("ann", file),
                                file,
                                new ClientIdentity(file, file)))
                        .staleness(Duration.ofMinutes(2))
                        .measure(
                                Resource.CPU,
                                new Measure.Counter(
                                        List.of("a_total{x=\"y\"}", "b_total"), Set.of("core", "mode"), 0.01))
                        .measure(Resource.MEMORY, new Measure.Gauge("used{$vms} * 2", Set.of(), 1024))
                        .limits(new StoreLimits(
                                Duration.ofSeconds(5),
                                Duration.ofSeconds(6),
                                Duration.ofMinutes(1),
                                0,
                                Duration.ofSeconds(1),
                                4,
                                5000,
                                100_000,
                                1_000_000))
                        .build());
    }

    @Test
    void aPresetMayBeChanged() {
        PrometheusSettings settings = parse("""
                sources:
                  - kind: prometheus
                    url: http://h
                    preset: kubevirt
                    without: [network]
                    resources: {memory: {gauge: kubevirt_vmi_memory_resident_bytes}}
                """).sources().get(0).settings();

        assertThat(settings.vm()).isEqualTo(Preset.KUBEVIRT.vm());
        assertThat(settings.measures()).doesNotContainKey(Resource.NETWORK).containsKey(Resource.CPU);
        assertThat(settings.measures().get(Resource.MEMORY))
                .isEqualTo(new Measure.Gauge("kubevirt_vmi_memory_resident_bytes", Set.of(), 1));
    }

    @Test
    void aStoreBehindAetosIsOneOfTheCloud() {
        SourceSection source = ClusterFile.parse(
                        "test",
                        "cluster: {kind: openstack}\nsources: [{kind: aetos, url: http://h/prometheus, preset: ceilometer}]",
                        Path.of("beside"))
                .sources()
                .get(0);

        assertThat(source.isOfCloud()).isTrue();
        assertThat(source.settings().access())
                .isEqualTo(StoreAccess.of(URI.create("http://h/prometheus")).withApi(StoreApi.AETOS));
    }

    /** What is wrong with the cloud is said, and no more. */
    @Test
    void aCloudThatIsNotRightIsACloud() {
        assertThatThrownBy(() -> ClusterFile.parse(
                        "test",
                        "cluster: {kind: openstock}\nsources: [{kind: aetos, url: http://h, preset: ceilometer}]",
                        Path.of("beside")))
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.problems()).hasSize(1));
    }

    @Test
    void aLoopIsHeldUpForAStepAtMost() {
        SourceSection source = parse("sources: [{kind: prometheus, url: http://h, preset: kubevirt}]")
                .sources()
                .get(0)
                .within(Duration.ofSeconds(10));

        assertThat(source.settings().limits().demand()).isEqualTo(Duration.ofSeconds(10));
        assertThat(source.settings().limits().history()).isEqualTo(Duration.ofSeconds(10));
        assertThat(source.settings().limits().query()).isEqualTo(StoreLimits.DEFAULT.query());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "url: http://h, preset: kubevirt | sources[0].kind: is missing.",
                "kind: prometheus, preset: kubevirt | sources[0].url: is missing.",
                "kind: promtheus, url: http://h, preset: kubevirt | sources[0].kind: must be prometheus or aetos, not \"promtheus\".",
                "kind: aetos, url: http://h, preset: ceilometer | sources[0].kind: must not be aetos where cluster names no cloud",
                "kind: aetos, url: http://h, preset: ceilometer, user: ann | sources[0].user: must not be said of Aetos",
                "kind: prometheus, url: http://h | sources[0].vm-label: must be said where there is no preset",
                "kind: prometheus, url: http://h, preset: kubvirt | did you mean kubevirt?",
                "kind: prometheus, url: 'h:9090', preset: kubevirt | must be http or https with a host",
                "kind: prometheus, url: 'http://h h', preset: kubevirt | url must be an address",
                "kind: prometheus, url: http://h, preset: kubevirt, demand: yes | must be",
                "kind: prometheus, url: http://h, preset: kubevirt, stalenes: 5m | did you mean staleness?",
                "kind: prometheus, url: http://h, preset: kubevirt, staleness: 2h | from 1s to 1h",
                "kind: prometheus, url: http://h, preset: kubevirt, user: ann | must be said together with password-file.",
                "kind: prometheus, url: http://h, preset: kubevirt, bearer-token-file: /none | must be a file that can be read, not \"/none\".",
                "kind: prometheus, url: http://h, preset: kubevirt, resources: {cpus: {gauge: m}} | did you mean cpu?",
                "kind: prometheus, url: http://h, preset: kubevirt, resources: {cpu: {scale: 2}} | sources[0].resources.cpu: must have either a counter or a gauge.",
                "kind: prometheus, url: http://h, preset: kubevirt, resources: {cpu: {counter: 'rate(m[5m])'}} | must be a metric with or without matchers",
                "kind: prometheus, url: http://h, preset: kubevirt, without: [cpux] | sources[0].without: must be one of",
                "kind: prometheus, url: http://h, vm-label: vm | At least one resource must be measured",
                "kind: prometheus, url: http://h, vm-label: vm, vm-pattern: abc | must have one group",
                "kind: prometheus, url: http://h, preset: kubevirt, limits: {retries: 11} | sources[0].limits.retries: must be",
                "kind: prometheus, url: http://h, preset: kubevirt, limits: {demand: 6m} | sources[0].limits.demand: must be at most a step (5m)"
            })
    void whatIsNotRightIsSaidWithItsLine(String source, String said) {
        assertThatThrownBy(() -> parse("sources:\n  - {" + source + "}"))
                .isInstanceOf(ConfigException.class)
                .satisfies(e -> assertThat(((ConfigException) e).problems())
                        .anySatisfy(problem -> assertThat(problem.toString())
                                .startsWith("test:3: ")
                                .contains(said)));
    }

    @Test
    void onlyOneSourceMeasures() {
        String two = "{kind: prometheus, url: http://h, preset: kubevirt, demand: true}";

        assertThatThrownBy(() -> parse("sources:\n  - " + two + "\n  - " + two))
                .hasMessageContaining("test:4: sources[1].url: only one source may have demand: true.");
        assertThatThrownBy(() -> parse("plug-ins: {demand: other}\nsources:\n  - " + two))
                .hasMessageContaining("test:4: sources[0].url: must not have demand: true where plug-ins.demand");
    }
}
