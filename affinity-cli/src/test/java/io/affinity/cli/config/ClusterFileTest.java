package io.affinity.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.core.Mode;
import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.libvirt.connection.HostAddress;
import io.affinity.libvirt.inventory.VmLabels;
import io.affinity.libvirt.telemetry.HostSettings;
import io.affinity.spi.migration.Escalation;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterFileTest {

    private static final String ONE_HOST = """
            hosts:
              - name: a
                uri: qemu:///system
            """;

    @Test
    void takesDefaultsWhereTheOperatorSaysNothing() {
        ClusterFile file = parse(ONE_HOST);

        assertThat(file.hosts()).extracting(HostSection::id).containsExactly(new HostId("a"));
        assertThat(file.mode()).isEqualTo(Mode.RECOMMEND);
        assertThat(file.balancer()).isEqualTo(ClusterFile.BalancerKind.PREDICTIVE);
        assertThat(file.settings()).isEqualTo(PredictiveSettings.DEFAULT);
        assertThat(file.limits()).isEqualTo(MigrationLimits.DEFAULT);
        assertThat(file.loop().step()).isEqualTo(Duration.ofMinutes(5));
        assertThat(file.policies()).isEmpty();
        assertThat(file.folder()).isEqualTo(Path.of("beside"));
    }

    @Test
    void readsEverySetting() {
        ClusterFile file = parse("""
                hosts:
                  - name: a
                    uri: qemu+unix:///system?socket=/run/a
                    migration-uri: qemu+tcp://10.0.0.1/system
                    rack: r1
                    zone: z1
                    features: [sriov]
                    resources:
                      cpu: {capacity: 2, overcommit: 4, reserve: 0.1}
                      memory: {capacity: 1GiB}
                  - {name: b, uri: "qemu+ssh://root@b/system"}
                vms:
                  web-1: {tenant: shop, priority: critical}
                  web-2: {priority: low}
                policies:
                  - {name: apart, kind: anti-affinity, vms: [web-1, web-2]}
                  - {name: near, kind: affinity, vms: [web-1, web-2], level: rack, weight: 2.5, scope: final}
                mode: automatic
                balancer: reactive
                state: /var/lib/affinity
                loop: {step: 10s, history: 2h, learn: 20m, seasons: [2m, 10m], refit-every: 1m, forecaster: ets, reactive-threshold: 0.7}
                prediction: {horizon: 2m, scenarios: 64, threshold: 0.01, cooldown: 1m, return-ban: 5m, iterations: 7, seed: 3}
                migration: {max-concurrent: 3, max-concurrent-per-host: 1, bandwidth-per-second: 100MB, max-downtime: 500ms, timeout: 2m, escalation: none, exceptions: {web-1: post-copy}}
                """);

        HostSection host = file.hosts().get(0);
        HostSettings settings = HostSettings.of(new HostAddress(new HostId("a"), "qemu+unix:///system?socket=/run/a"))
                .withFeatures(Set.of("sriov"))
                .withFaultDomain(TopologyLevel.RACK, "r1")
                .withFaultDomain(TopologyLevel.ZONE, "z1")
                .withCapacity(Resource.CPU, 2)
                .withOvercommitRatio(Resource.CPU, 4)
                .withReserve(Resource.CPU, 0.1)
                .withCapacity(Resource.MEMORY, 0x1p30);
        assertThat(host.settings()).isEqualTo(settings);
        assertThat(host.migrationUri()).isEqualTo("qemu+tcp://10.0.0.1/system");
        assertThat(file.vms())
                .containsEntry(new VmId("web-1"), labels(new Tenant("shop"), Priority.CRITICAL))
                .containsEntry(new VmId("web-2"), labels(null, Priority.LOW));
        Set<VmId> web = Set.of(new VmId("web-1"), new VmId("web-2"));
        assertThat(file.policies())
                .containsExactly(
                        new LocationPolicy.AntiAffinity(
                                "apart", Strength.hard(), Scope.CONTINUOUS, web, TopologyLevel.HOST),
                        new LocationPolicy.Affinity("near", Strength.soft(2.5), Scope.FINAL, web, TopologyLevel.RACK));
        assertThat(file.mode()).isEqualTo(Mode.AUTOMATIC);
        assertThat(file.balancer()).isEqualTo(ClusterFile.BalancerKind.REACTIVE);
        assertThat(file.folder()).isEqualTo(Path.of("/var/lib/affinity"));
        assertThat(file.loop())
                .isEqualTo(new LoopSection(
                        Duration.ofSeconds(10),
                        Duration.ofHours(2),
                        Duration.ofMinutes(20),
                        List.of(Duration.ofMinutes(2), Duration.ofMinutes(10)),
                        Duration.ofMinutes(1),
                        "ets",
                        0.7));
        assertThat(file.settings().horizon()).isEqualTo(Duration.ofMinutes(2));
        assertThat(file.settings().scenarios()).isEqualTo(64);
        assertThat(file.settings().seed()).isEqualTo(3);
        assertThat(file.limits())
                .isEqualTo(new MigrationLimits(
                        3,
                        1,
                        1e8,
                        Duration.ofMillis(500),
                        Duration.ofMinutes(2),
                        Escalation.NONE,
                        Map.of(new VmId("web-1"), Escalation.POST_COPY)));
    }

    @Test
    void readsJsonAsWell() {
        assertThat(parse("{\"hosts\": [{\"name\": \"a\", \"uri\": \"test:///default\"}]}")
                        .hosts())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "proximity     | vms: [x], max-distance: 1",
                "allowed-hosts | vms: [x], hosts: [a]",
                "forbidden-hosts | vms: [x], hosts: [a]",
                "exclusive-tenancy | tenant: t, level: rack",
                "spread        | vms: [x], level: zone, min-domains: 2",
                "max-per-domain | vms: [x], level: rack, max-vms: 2",
                "pinned        | vm: x, host: a",
                "max-vms-per-host | hosts: [a], max-vms: 9",
                "failover-reserve | hosts: [a], host-failures: 1",
                "hardware-requirement | vms: [x], features: [gpu]",
            })
    void readsEveryKindOfPolicy(String kind, String rest) {
        ClusterFile file = parse(ONE_HOST + "policies: [{name: p, kind: " + kind.strip() + ", " + rest + "}]");

        assertThat(file.policies()).singleElement().satisfies(policy -> {
            String type = policy.getClass().getSimpleName();
            assertThat(type.replaceAll("(?<=.)(?=[A-Z])", "-").toLowerCase(Locale.ROOT))
                    .isEqualTo(kind.strip());
            assertThat(policy.name()).isEqualTo("p");
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "hosts: []                                       | test: hosts: must name at least one host.",
                "host: []                                        | hosts: must name at least one host",
                "hosts: [{name: a}]                              | test.hosts[0].uri: is missing.",
                "hosts: [{name: a, uri: x, urii: y}]             | test.hosts[0].urii: is not known; the keys here are",
                "hosts: [{name: a, uri: x}, {name: a, uri: y}]   | the name a must not be given twice",
                "hosts: [a]                                      | test.hosts[0]: must be a mapping",
                "hosts: [{name: a, uri: ' '}]                    | test.hosts[0]: The URI ( ) of host a must not be blank",
                "hosts: [{name: a, uri: x, resources: {gpu: 1}}] | test.hosts[0].resources.gpu: must be",
                "hosts: [{name: a, uri: x, resources: {cpu: {capacity: -1}}}] | must be a size",
                "hosts: {                                        | test: is not YAML",
                "mode: fast                                      | test.mode: must be observe or recommend or automatic",
                "loop: {step: soon}                              | test.loop.step: must be a time such as 300ms, 5m or 7d, not \"soon\"",
                "loop: {step: 0s}                                | test.loop: the step (PT0S) must be positive",
                "migration: {bandwidth-per-second: 10 parsecs}   | must be a size such as 16GiB or 500MB",
                "policies: [{name: p, kind: magic}]              | test.policies[0].kind: must be one of affinity,",
                "policies: [{name: p, kind: affinity}]           | test.policies[0]: The set of policy p must not be empty",
                "vms: {x: {priority: urgent}}                    | test.vms.x.priority: must be low, normal, high or critical",
            })
    void saysWhereTheFileIsWrongAndWhatWouldBeRight(String text, String message) {
        String whole = text.startsWith("host") ? text : ONE_HOST + text;

        assertThatThrownBy(() -> parse(whole))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message.strip());
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        assertThatThrownBy(() -> ClusterFile.read(Path.of("none.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("none.yaml: there is no such file.");
    }

    private static VmLabels labels(@Nullable Tenant tenant, Priority priority) {
        return new VmLabels(tenant, priority, List.of(), List.of(), List.of());
    }

    private static ClusterFile parse(String text) {
        return ClusterFile.parse("test", text, Path.of("beside"));
    }
}
