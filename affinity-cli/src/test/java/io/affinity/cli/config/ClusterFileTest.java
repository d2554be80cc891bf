// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.affinity.cli.config.VmSection.Budget;
import io.affinity.cli.input.Mention;
import io.affinity.cli.input.Place;
import io.affinity.cli.input.Problem;
import io.affinity.cli.plugin.PlatformNames;
import io.affinity.cli.plugin.PluginNames;
import io.affinity.core.Mode;
import io.affinity.core.WhileLearning;
import io.affinity.core.balancing.PredictiveSettings;
import io.affinity.libvirt.settings.ConnectionLimits;
import io.affinity.libvirt.settings.CpuMeasure;
import io.affinity.libvirt.settings.DiskCopy;
import io.affinity.libvirt.settings.HostAddress;
import io.affinity.libvirt.settings.HostSettings;
import io.affinity.libvirt.settings.MemoryMeasure;
import io.affinity.libvirt.settings.MigratorSettings;
import io.affinity.libvirt.settings.TelemetrySettings;
import io.affinity.libvirt.settings.Transport;
import io.affinity.openstack.settings.InventorySettings;
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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

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
        assertThat(file.connection()).isEqualTo(ConnectionLimits.DEFAULT);
        assertThat(file.telemetry()).isEqualTo(TelemetrySettings.DEFAULT);
        assertThat(file.migrator()).isEqualTo(MigratorSettings.DEFAULT);
        assertThat(file.policies()).isEmpty();
        assertThat(file.folder()).isEqualTo(Path.of("beside"));
    }

    private static final String EVERYTHING = """
            hosts:
              - name: a
                uri: qemu+unix:///system?socket=/run/a
                migration-uri: qemu+tcp://10.0.0.1/system
                migration-address: 10.1.0.1
                rack: r1
                zone: z1
                features: [sriov]
                resources:
                  cpu: {capacity: 2, overcommit: 4, reserve: 0.1}
                  memory: {capacity: 1GiB}
              - {name: b, uri: "qemu+ssh://root@b/system"}
            shared-paths: [/srv/images, /srv/iso]
            vms:
              web-1: {tenant: shop, priority: critical, weight: 9, budgets: [{migrations: 2, window: 6h}]}
              web-2: {priority: low}
              web-3: {weight: 1.5}
            policies:
              - {name: apart, kind: anti-affinity, vms: [web-1, web-2]}
              - {name: near, kind: affinity, vms: [web-1, web-2], level: rack, weight: 2.5, scope: final}
            terms:
              - {name: stay-near, kind: distance, weight: 3, level: rack, distances: [{between: [r1, b], distance: 2}]}
            mode: automatic
            balancer: reactive
            state: /var/lib/affinity
            connection:
              call: 3s
              opening: 4s
              keep-alive-interval: 2s
              keep-alive-count: 5
              first-retry: 500ms
              longest-retry: 30s
              abandoned-threads: 6
            telemetry: {cpu-measure: used, memory-measure: resident, refresh: 5m}
            listen:
              address: 127.0.0.1:9464
              approvals: off
            loop:
              step: 10s
              history: 2h
              learn: 20m
              while-learning: relieve
              seasons: [2m, 10m]
              refit-every: 1m
              forecaster: ets
              reactive-threshold: 0.7
              demotion: off
            sources:
              - kind: prometheus
                url: https://metrics.example:9090/prefix
                vm-label: [namespace, name]
                vm-pattern: "(.+)"
                staleness: 2m
                resources:
                  cpu: {counter: [cpu_seconds_total, steal_seconds_total], parts: cpu, scale: 0.5}
                  memory: {gauge: "used_bytes{$vms}"}
                limits: {query: 5s, demand: 6s, history: 10s, retries: 1, points-per-series: 100}
              - {kind: prometheus, url: "http://h", preset: libvirt-exporter, without: memory, demand: false}
            prediction:
              horizon: 2m
              threshold: 0.01
              cooldown: 1m
              return-ban: 5m
              scenarios: 64
              iterations: 7
              seed: 3
            events:
              - {kind: backup, cron: "30 2 * * *", zone: Europe/Berlin, duration: 40m, magnitude: 2, vms: [web-1]}
            activity:
              - {name: sign-ins, file: sign-ins.csv, vms: [web-1]}
            plug-ins:
              solver: descent
              scorer: specification-literal
              cost-model: slow-network
              terms: [hosts-of-tenants, quiet-nights]
              gates: [window, approval]
              events: month-end
              inventory: cmdb
              demand: metrics
              rules: [libvirt, rule-book]
              migrator: robot
              journal: ledger
              snapshots: cellar
            migration:
              max-concurrent: 3
              max-concurrent-per-host: 1
              links: {host: 1GB}
              bandwidth-per-second: 100MB
              max-downtime: 500ms
              timeout: 2m
              escalation: none
              exceptions: {web-1: throttle}
              transport: client-managed
              copy-disks: incremental
              parallel-connections: 4
              compression: xbzrle
              tls: on
              stall: 20s
              convergence: 15s
              settling: 2m
            """;

    @Test
    void readsEverySettingOfTheHosts() {
        ClusterFile file = parse(EVERYTHING);

        HostSettings settings = HostSettings.builder(
                        new HostAddress(new HostId("a"), "qemu+unix:///system?socket=/run/a"))
                .migrationUri("qemu+tcp://10.0.0.1/system")
                .features(Set.of("sriov"))
                .faultDomain(TopologyLevel.RACK, "r1")
                .faultDomain(TopologyLevel.ZONE, "z1")
                .capacity(Resource.CPU, 2)
                .overcommitRatio(Resource.CPU, 4)
                .reserve(Resource.CPU, 0.1)
                .capacity(Resource.MEMORY, 0x1p30)
                .build();
        assertThat(file.hosts())
                .containsExactly(
                        new HostSection(settings, "10.1.0.1"),
                        new HostSection(
                                HostSettings.of(new HostAddress(new HostId("b"), "qemu+ssh://root@b/system")), null));
        assertThat(file.sharedPaths()).containsExactly("/srv/images", "/srv/iso");
        assertThat(file.connection())
                .isEqualTo(new ConnectionLimits(
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(4),
                        Duration.ofSeconds(2),
                        5,
                        Duration.ofMillis(500),
                        Duration.ofSeconds(30),
                        6));
        assertThat(file.telemetry())
                .isEqualTo(TelemetrySettings.builder()
                        .cpu(CpuMeasure.USED)
                        .memory(MemoryMeasure.RESIDENT)
                        .refresh(Duration.ofMinutes(5))
                        .build());
    }

    @Test
    void readsEverySettingOfTheVms() {
        ClusterFile file = parse(EVERYTHING);

        assertThat(file.vms())
                .containsExactly(
                        entry(
                                new VmId("web-1"),
                                labels(
                                        new Tenant("shop"),
                                        new Priority("critical", 9),
                                        new Budget(2, Duration.ofHours(6)))),
                        entry(new VmId("web-2"), labels(null, Priority.LOW)),
                        entry(new VmId("web-3"), labels(null, new Priority("weight 1.5", 1.5))));
        Set<VmId> web = Set.of(new VmId("web-1"), new VmId("web-2"));
        assertThat(file.policies())
                .containsExactly(
                        new LocationPolicy.AntiAffinity(
                                "apart", Strength.hard(), Scope.CONTINUOUS, web, TopologyLevel.HOST),
                        new LocationPolicy.Affinity("near", Strength.soft(2.5), Scope.FINAL, web, TopologyLevel.RACK));
    }

    @Test
    void readsEverySettingOfTheLoop() {
        ClusterFile file = parse(EVERYTHING);

        assertThat(file.mode()).isEqualTo(Mode.AUTOMATIC);
        assertThat(file.balancer()).isEqualTo(ClusterFile.BalancerKind.REACTIVE);
        assertThat(file.folder()).isEqualTo(Path.of("/var/lib/affinity"));
        assertThat(file.loop())
                .isEqualTo(new LoopSection(
                        Duration.ofSeconds(10),
                        Duration.ofHours(2),
                        Duration.ofMinutes(20),
                        WhileLearning.RELIEVE,
                        List.of(Duration.ofMinutes(2), Duration.ofMinutes(10)),
                        Duration.ofMinutes(1),
                        "ets",
                        0.7,
                        LoopSection.Demotion.OFF));
        assertThat(file.plugins())
                .isEqualTo(new PluginNames(
                        "auto",
                        "descent",
                        "specification-literal",
                        "slow-network",
                        List.of("hosts-of-tenants", "quiet-nights"),
                        List.of("window", "approval"),
                        "month-end"));
        assertThat(file.platform())
                .isEqualTo(new PlatformNames(
                        "cmdb", "metrics", List.of("libvirt", "rule-book"), "robot", "ledger", "cellar"));
        assertThat(file.settings())
                .isEqualTo(PredictiveSettings.builder()
                        .horizon(Duration.ofMinutes(2))
                        .scenarios(64)
                        .threshold(0.01)
                        .cooldown(Duration.ofMinutes(1))
                        .returnBan(Duration.ofMinutes(5))
                        .iterations(7)
                        .seed(3)
                        .build());
    }

    @Test
    void readsEverySettingOfMigrations() {
        ClusterFile file = parse(EVERYTHING);

        assertThat(file.limits())
                .isEqualTo(new MigrationLimits(
                        3,
                        1,
                        1e8,
                        Duration.ofMillis(500),
                        Duration.ofMinutes(2),
                        Escalation.NONE,
                        Map.of(new VmId("web-1"), Escalation.THROTTLE),
                        Map.of(TopologyLevel.HOST, 1e9)));
        assertThat(file.migrator())
                .isEqualTo(new MigratorSettings(
                        Transport.CLIENT_MANAGED,
                        DiskCopy.INCREMENTAL,
                        4,
                        "xbzrle",
                        true,
                        MigratorSettings.DEFAULT.poll(),
                        Duration.ofSeconds(20),
                        Duration.ofSeconds(15),
                        Duration.ofMinutes(2),
                        List.of("/srv/images", "/srv/iso"),
                        Map.of(new HostId("a"), "10.1.0.1")));
    }

    /** The error about a key that is not known lists those that are: the file above has to have them all. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hosts.0",
                "hosts.0.resources.cpu",
                "vms.web-1",
                "vms.web-1.budgets.0",
                "terms.0",
                "terms.0.distances.0",
                "connection",
                "telemetry",
                "loop",
                "prediction",
                "plug-ins",
                "migration"
            })
    void leavesNoSettingOut(String place) {
        Object document = new Load(LoadSettings.builder().build()).loadFromString(EVERYTHING);
        Map<Object, Object> section = section(document, place);
        List<String> keys =
                new ArrayList<>(section.keySet().stream().map(String::valueOf).toList());
        if (place.isEmpty()) {
            // It cannot stand beside hosts.
            keys.add("cluster");
        }
        section.put("nonsense", "1");
        String text = new Dump(DumpSettings.builder().build()).dumpToString(document);

        assertThatThrownBy(() -> parse(text)).isInstanceOfSatisfying(ConfigException.class, e -> {
            String message = String.valueOf(e.getMessage());
            String listed = message.substring(message.indexOf("the keys here are ") + 18, message.length() - 1);
            assertThat(message).contains("nonsense: is not known; the keys here are ");
            assertThat(listed.split(", ")).containsExactlyInAnyOrderElementsOf(keys);
        });
    }

    @SuppressWarnings("unchecked") // what YAML is made of
    private static Map<Object, Object> section(Object document, String place) {
        Object found = document;
        for (String step : place.isEmpty() ? new String[0] : place.split("\\.")) {
            found = found instanceof List<?> list
                    ? list.get(Integer.parseInt(step))
                    : Objects.requireNonNull(((Map<?, ?>) found).get(step));
        }
        return (Map<Object, Object>) found;
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
                "proximity     | vms: [x, y], max-distance: 1",
                "allowed-hosts | vms: [x], hosts: [a]",
                "forbidden-hosts | vms: [x], hosts: [a], weight: 1",
                "exclusive-tenancy | tenant: t, level: host",
                "spread        | vms: [x, y], level: host, min-domains: 1",
                "max-per-domain | vms: [x], max-vms: 2",
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
                "hosts: []                                       | test:1: hosts: must name at least one host, unless cluster names a cloud, or plug-ins.inventory",
                "host: []                                        | test:1: host: is not known; did you mean hosts? the keys here are hosts, migration",
                "hosts: [{name: a}]                              | test:1: hosts[0].uri: is missing.",
                "hosts: [{name: a, uri: x, nonsense: y}]         | test:1: hosts[0].nonsense: is not known; the keys here are",
                "hosts: [{name: a, urii: y}]                     | test:1: hosts[0].urii: is not known; did you mean uri? the keys here are",
                "hosts: [{name: a, uri: x}, {name: a, uri: y}]   | test:1: hosts[1].name: the name a must not be given twice; it stands on line 1, too.",
                "hosts: [{name: a, uri: x}, {name: b, uri: x}]   | test:1: hosts[1].uri: the URI x must not be given twice, for it is one host; it stands on line 1, too.",
                "hosts: [a]                                      | test:1: hosts[0]: must be a mapping of keys to values, not \"a\"",
                "migration: {transport: client-managed, escalation: post-copy} | test:4: migration.escalation: post-copy must not be combined",
                "migration: {transport: client-managed, exceptions: {v: post-copy}} | test:4: migration.exceptions.v: post-copy must not be combined",
                "hosts: [{name: a, uri: ' '}]                    | test:1: hosts[0]: The URI ( ) of host a must not be blank",
                "hosts: [{name: a, uri: x, resources: {gpu: 1}}] | test:1: hosts[0].resources.gpu: must be one of cpu, memory",
                "hosts: [{name: a, uri: x, resources: {cpu: {capacity: -1}}}] | test:1: hosts[0].resources.cpu.capacity: must be a number above 0.0 and at most 1.0E18, not \"-1\".",
                "hosts: [{name: a, uri: x, resources: {cpu: {capacity: 8GiB}}}] | resources.cpu.capacity: must be a number above",
                "hosts: [{name: a, uri: x, resources: {cpu: {reserve: 1.5}}}] | test:1: hosts[0].resources.cpu.reserve: must be a number at least 0.0 and below 1.0, not \"1.5\".",
                "hosts: [{name: a, uri: x, resources: {cpu: {overcommit: 0}}}] | test:1: hosts[0].resources.cpu.overcommit: must be a number above 0.0",
                "hosts: {                                        | test:1: is not YAML",
                "mode: fast                                      | test:4: mode: must be observe or recommend or automatic, not \"fast\".",
                "mode: auto                                      | test:4: mode: must be observe or recommend or automatic, not \"auto\"; did you mean automatic?",
                "loop: {step: soon}                              | test:4: loop.step: must be a time such as 300ms, 5m or 7d from 1ms to 365d, not \"soon\"",
                "loop: {step: 0s}                                | test:4: loop.step: must be a time such as 300ms, 5m or 7d from 1ms to 365d, not \"0s\".",
                "loop: {step: 0.5ms}                             | test:4: loop.step: must be a time",
                "loop: {step: 366d}                              | test:4: loop.step: must be a time",
                "loop: {step: 1.5ms}                             | test:4: loop.step: must be a whole number of milliseconds",
                "loop: {step: ''}                                | test:4: loop.step: must be a time",
                "loop: {step: 1s}                                | test:4: loop.step: a history of 14d in steps of 1s must be from 12 to 1048576 steps, not 1209600.",
                "loop: {history: 5m, learn: 1m}                  | test:4: loop.history: a history of 5m in steps of 5m must be from 12",
                "loop: {learn: 15d}                              | test:4: loop.learn: the time to learn (15d) must not be longer than the history (14d).",
                "loop: {refit-every: 1m}                         | test:4: loop.refit-every: must be at least a step (5m).",
                "loop: {seasons: [9m]}                           | test:4: loop.seasons: a season (9m) must be from two steps (10m) to the history (14d) long.",
                "loop: {seasons: [15d]}                          | test:4: loop.seasons: a season (15d) must be",
                "loop: {seasons: [1d, 1d]}                       | test:4: loop.seasons[1]: must not be given twice (1d).",
                "loop: {reactive-threshold: 0}                   | test:4: loop.reactive-threshold: must be a number above 0.0 and at most 1.0, not \"0\".",
                "loop: {reactive-threshold: NaN}                 | test:4: loop.reactive-threshold: must be a number",
                "prediction: {horizon: 1m}                       | test:4: prediction.horizon: must be at least a step (5m).",
                "prediction: {horizon: 365d, return-ban: 365d}   | test:4: prediction.horizon: 365d in steps of 5m, 32 times drawn, must be at most 1048576 numbers for each VM",
                "prediction: {scenarios: 2000000000}             | test:4: prediction.scenarios: must be a whole number from 1 to 128, not \"2000000000\".",
                "prediction: {scenarios: 2e9}                    | test:4: prediction.scenarios: must be a whole number from 1 to 128, not \"2e9\".",
                "prediction: {threshold: 1e400}                  | test:4: prediction.threshold: must be a number from 0.0 to 1.0E9, not \"1e400\".",
                "prediction: {threshold: Infinity}               | test:4: prediction.threshold: must be a number",
                "prediction: {threshold: \u0661}                  | test:4: prediction.threshold: must be a number",
                "prediction: {scenarios: \u0663}                  | test:4: prediction.scenarios: must be a whole number",
                "prediction: {iterations: -1}                    | test:4: prediction.iterations: must be a whole number from 0 to",
                "prediction: {return-ban: 1m}                    | test:4: prediction: The horizon (PT1H) must be positive",
                "migration: {bandwidth-per-second: 10 parsecs}   | test:4: migration.bandwidth-per-second: must be a size such as 16GiB or 500MB from 1MiB to 10TB",
                "migration: {bandwidth-per-second: 100}          | test:4: migration.bandwidth-per-second: must be a size",
                "migration: {max-concurrent: 0}                  | test:4: migration.max-concurrent: must be a whole number from 1 to 10000",
                "migration: {timeout: P999999999D}               | test:4: migration.timeout: must be a time",
                "migration: {links: {rack: 1GB}}                 | test:4: migration.links.rack: no host has a rack; say hosts[].rack of them, or limit host.",
                "migration: {links: {host: 0}}                   | test:4: migration.links.host: must be a size",
                "migration: {links: {racks: 1GB}}                | test:4: migration.links.racks: is not known; did you mean rack?",
                "shared-paths: [srv]                             | test:4: shared-paths[0]: must begin with a slash",
                "state: [a, b]                                   | test:4: state: must be one value, not a list.",
                "state: \"a\\0b\"                                  | test:4: state: must be a folder, not \"a b\".",
                "policies: [{name: p, kind: magic}]              | test:4: policies[0].kind: must be one of affinity,",
                "policies: [{name: p, kind: afinity, vms: [x]}]  | not \"afinity\"; did you mean affinity?",
                "policies: [{name: p, kind: affinity}]           | test:4: policies[0].vms: is missing.",
                "policies: [{name: p, kind: affinity, vms: []}]  | test:4: policies[0].vms: must name at least one.",
                "policies: [{name: p, kind: affinity, vmss: [x]}] | test:4: policies[0].vmss: is not known; did you mean vms?",
                "policies: [{name: p, kind: affinity, vms: [x, x]}] | test:4: policies[0].vms[1]: must not be given twice (x).",
                "policies: [{name: p, kind: affinity, vms: [x, null]}] | test:4: policies[0].vms[1]: must be one value, not nothing.",
                "policies: [{name: p, kind: affinity, vms: [x, y], level: racks}] | test:4: policies[0].level: must be host or rack or zone, not \"racks\"; did you mean rack?",
                "policies: [{name: p, kind: affinity, vms: [x, y], level: rack}] | test:4: policies[0].level: no host has a rack; say hosts[].rack of them",
                "policies: [{name: p, kind: affinity, vms: [x, y], weight: 0}] | test:4: policies[0].weight: must be a number above 0.0",
                "policies: [{name: p, kind: pinned, vm: x, host: aa}] | test:4: policies[0].host: no such host (aa); did you mean a?",
                "policies: [{name: p, kind: max-vms-per-host, hosts: [a, web], max-vms: 3}] | test:4: policies[0].hosts[1]: no such host (web).",
                "policies: [{name: p, kind: spread, vms: [x, y], min-domains: 3}] | test:4: policies[0].min-domains: must be a whole number from 1 to 2, not \"3\".",
                "policies: [{name: p, kind: affinity, vms: [x]}, {name: p, kind: affinity, vms: [y]}] | test:4: policies[1].name: the name p must not be given to two policies; it stands on line 4, too.",
                "vms: {x: {priority: urgent}}                    | test:4: vms.x.priority: must be low, normal, high or critical, or have a weight, not \"urgent\"",
                "vms: {x: {weight: 0}}                           | test:4: vms.x.weight: must be a number above 0.0",
                "vms: {x: {budgets: [{migrations: 2}]}}          | test:4: vms.x.budgets[0].window: is missing",
                "vms: {x: {budgets: [{migrations: 2, window: 0s}]}} | test:4: vms.x.budgets[0].window: must be a time such as 300ms, 5m or 7d from 1ms to 400d, not \"0s\".",
                "vms: {x: {}, x: {}}                             | test:4: vms.x: must not be given twice; it stands on line 4, too.",
                "vms: {' ': {}}                                  | test:4: vms. : a name must not be blank.",
                "migration: {exceptions: {'': none}}             | test:4: migration.exceptions.: a name must not be blank.",
                "policies: [{name: p, kind: affinity, vms: ['']}] | test:4: policies[0]: The VM id () must not be blank.",
                "policies: [{name: '', kind: affinity, vms: [x]}] | test:4: policies[0]: The policy name () must not be blank.",
                "policies: [{name: p, kind: exclusive-tenancy, tenant: ' '}] | test:4: policies[0]: The tenant ( ) must not be blank.",
                "vms: [x]                                        | test:4: vms: must be a mapping of keys to values, not a list.",
                "connection: {call: 0s}                          | test:4: connection.call: must be a time",
                "connection: {keep-alive-interval: 1500ms}       | test:4: connection: The keep-alive interval (PT1.5S) must be a whole number of seconds",
                "telemetry: {cpu-measure: guessed}               | test:4: telemetry.cpu-measure: must be used or used-and-waited",
                "plug-ins: {gates: [a, a]}                       | test:4: plug-ins.gates[1]: must not be given twice (a).",
                "hosts: [{name: a, uri: x, migration-address: 'tcp://b'}] | test:1: hosts[0]: The address (tcp://b) for migrations to host a must be a host name or an IP address",
            })
    void saysWhereTheFileIsWrongAndWhatWouldBeRight(String text, String message) {
        String whole = text.startsWith("host") ? text : ONE_HOST + text;

        assertThatThrownBy(() -> parse(whole))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message.strip());
    }

    @Test
    void findsAllThatIsWrongAndNotTheFirstOnly() {
        assertThatThrownBy(() -> parse("""
                hosts:
                  - name: a
                    urii: qemu:///system
                    resources: {cpu: {reserve: 1.5}}
                mode: auto
                policies:
                  - {name: p, kind: afinity, vms: [x]}
                  - {name: p, kind: pinned, vm: x, host: aa}
                loop: {step: 0s, seasons: [soon]}
                """)).isInstanceOfSatisfying(ConfigException.class, e -> {
            assertThat(e.problems())
                    .extracting(Problem::place)
                    .extracting(Place::line)
                    .containsExactly(3, 4, 5, 7, 8, 9, 9);
            assertThat(e).hasMessageContaining("test:3: hosts[0].urii: is not known; did you mean uri?");
            assertThat(e).hasMessageEndingWith(" (and 6 more; \"affinity check\" names them all)");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a, b]",
                "host: [{name: a, uri: x}]",
                "hosts: [{name: a, urii: x}, {name: b, uri: y}]\npolicies: [{name: p, kind: anti-affinity, vms: [v, w]}]",
                "hosts: [{nam: a, uri: x}, {name: b, uri: y}]\npolicies: [{name: p, kind: anti-affinity, vms: [v, w]}]"
            })
    void saysNothingThatOnlyFollowsFromAnotherMistake(String text) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOfSatisfying(
                        ConfigException.class, e -> assertThat(e.problems()).hasSize(1));
    }

    @Test
    void rulesAreNotJudgedWhereItIsUnclearWhichHostsThereAre() {
        assertThatThrownBy(() -> parse("""
                hosts: [{name: a, uri: x}, {name: a, uri: y}]
                policies:
                  - {name: apart, kind: anti-affinity, vms: [m, n, o]}
                """))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::toString)
                                .containsExactly(
                                        "test:1: hosts[1].name: the name a must not be given twice; it stands on line 1, too."));
    }

    @Test
    void namesAllRulesThatContradictEachOtherWithTheirLines() {
        assertThatThrownBy(() -> parse("""
                hosts: [{name: a, uri: x}, {name: b, uri: y}]
                policies:
                  - {name: apart, kind: anti-affinity, vms: [db, web]}
                  - {name: elsewhere, kind: pinned, vm: cache, host: b}
                  - {name: together, kind: affinity, vms: [db, web]}
                  - {name: three, kind: anti-affinity, vms: [m, n, o]}
                  - {name: wish, kind: affinity, vms: [m, n, o], weight: 1}
                """))
                .isInstanceOfSatisfying(
                        ConfigException.class,
                        e -> assertThat(e.problems())
                                .extracting(Problem::toString)
                                .containsExactly(
                                        "test:5: policies[2].name: no placement keeps the policy together together with apart"
                                                + " (line 3); change one of them, or give it a weight.",
                                        "test:6: policies[3].name: no placement keeps the policy three; it must ask for less,"
                                                + " or hosts must be added."));
    }

    @Test
    void looksForContradictionsInLargeFilesAsWell() {
        StringBuilder text = new StringBuilder(ONE_HOST).append("  - {name: b, uri: y}\npolicies:\n");
        for (int i = 0; i < 4_000; i++) {
            text.append("  - {name: p%d, kind: anti-affinity, vms: [v%d, v%d]}\n".formatted(i, i, i + 1));
        }

        assertThat(parse(text.toString()).policies()).hasSize(4_000);
    }

    @Test
    void takesNamesAsTheyAreWritten() {
        ClusterFile file = parse(ONE_HOST + "vms: {1.10: {priority: low}, 007: {}, 1e3: {}, true: {}}");

        assertThat(file.vms().keySet()).extracting(VmId::value).containsExactly("1.10", "007", "1e3", "true");
    }

    @Test
    void knowsWhereVmsAreNamed() {
        ClusterFile file = parse(ONE_HOST + """
                vms: {db: {}}
                policies: [{name: p, kind: anti-affinity, vms: [web]}]
                migration:
                  exceptions: {cache: none}
                """);

        assertThat(file.places().vms())
                .containsExactly(
                        new Mention("db", new Place("test", 4), "vms.db"),
                        new Mention("web", new Place("test", 5), "policies[0].vms[0]"),
                        new Mention("cache", new Place("test", 7), "migration.exceptions.cache"));
    }

    @Test
    void quotesLittleOfWhatIsWrong() {
        String endless = "x".repeat(1_500_000);

        for (String text : List.of(
                ONE_HOST + "mode: " + endless,
                ONE_HOST + "? " + endless + "\n: 1",
                "hosts: [{name: a, uri: x, migration-address: '" + endless + "!'}]",
                ONE_HOST + "policies: [{name: p, kind: pinned, vm: x, host: " + endless + "}]")) {
            assertThatThrownBy(() -> parse(text))
                    .isInstanceOfSatisfying(
                            ConfigException.class,
                            e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
        }
    }

    @Test
    void examplesOfTheDocumentsAreRight() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "docs", "examples"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".yaml")).map(ClusterFile::read))
                    .hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void namesACloudInPlaceOfHosts() {
        ClusterFile file = parse("""
                cluster:
                  kind: openstack
                  cloud: production
                  clouds-file: clouds.yaml
                  aggregate: balanced
                  rack-key: rack
                  cell-key: cell
                  stays-in-zone: false
                  reserve: {cpu: 0.1}
                  calls: {time: 20s, at-once: 4, per-second: 20}
                migration: {settling: 30s}
                """);

        CloudSection cloud = Objects.requireNonNull(file.cloud());
        assertThat(file.hasOwnHosts()).isFalse();
        assertThat(cloud.cloud()).isEqualTo("production");
        assertThat(cloud.cloudsFile()).isEqualTo(Path.of("clouds.yaml"));
        assertThat(cloud.calls().perSecond()).isEqualTo(20);
        assertThat(cloud.inventory())
                .isEqualTo(new InventorySettings("balanced", "rack", "cell", false, Map.of(Resource.CPU, 0.1)));
        assertThat(cloud.settings(file.migrator().settling()).migrator().settling())
                .isEqualTo(Duration.ofSeconds(30));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cluster: {kind: vmware}                                      | cluster.kind: must be openstack, not "vmware"
            cluster: {cloud: a}                                          | cluster.kind: is missing
            cluster: {kind: openstack, zone: a}                          | cluster.zone
            cluster: {kind: openstack, clouds-file: a}                   | cluster.clouds-file: must not be named without the cloud in it
            {cluster: {kind: openstack}, shared-paths: [/a]}             | shared-paths: must not be said beside cluster
            {cluster: {kind: openstack}, hosts: [{name: a, uri: 'qemu:///system'}]} | hosts: must not be said beside cluster: one file is about a cloud or about hosts with libvirt
            {cluster: {kind: openstack}, connection: {call: 3s}}         | connection: must not be said beside cluster
            {cluster: {kind: openstack}, migration: {tls: on}}           | migration.tls: must not be said beside cluster: Nova's own settings decide it
            {cluster: {kind: openstack}, plug-ins: {rules: libvirt}}     | plug-ins.rules: must not name libvirt where there are no hosts
            {hosts: [{name: a, uri: 'qemu:///system'}], plug-ins: {rules: openstack}} | plug-ins.rules: must not name openstack where cluster names no cloud
            {cluster: {kind: openstack, reserve: {cpu: 2}}}              | cluster.reserve.cpu
            """)
    void refusesWhatDoesNotGoWithACloud(String text, String message) {
        assertThatThrownBy(() -> parse(text)).hasMessageContaining(message);
    }

    @Test
    void needsNoHostsWhereInventoryAndDemandArePlugIns() {
        ClusterFile file = parse("plug-ins: {inventory: cmdb, demand: metrics, rules: []}");

        assertThat(file.hosts()).isEmpty();
        assertThat(file.platform().hasOwnRules()).isFalse();
        assertThatThrownBy(() -> parse("plug-ins: {inventory: cmdb, migrator: robot}"))
                .hasMessageContaining(
                        "hosts: must name at least one host, unless cluster names a cloud, or plug-ins.inventory and");
        assertThatThrownBy(() -> parse("plug-ins: {inventory: cmdb, demand: metrics, rules: libvirt}"))
                .hasMessageContaining("plug-ins.rules: must not name libvirt where there are no hosts");
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        assertThatThrownBy(() -> ClusterFile.read(Path.of("none.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("none.yaml: there is no such file");
    }

    /** Whatever is mistyped is told as such, and never an internal error. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void refusesWhatIsNotRightAndThrowsNothingElse(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> words = List.of(
                "NaN",
                "Infinity",
                "-1",
                "0",
                "1e400",
                "2000000000",
                "9".repeat(400),
                "P1D",
                "PT-1S",
                "''",
                "null",
                "~",
                "[]",
                "{}",
                "\u0661",
                "a",
                "rack",
                "hosts",
                "- x",
                "&a x",
                "*a",
                "? ",
                ": ",
                "\t",
                "\n",
                "!!int 1",
                "\"\\0\"");
        int refused = 0;
        for (int i = 0; i < 1_000; i++) {
            StringBuilder text = new StringBuilder(EVERYTHING);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int from = random.nextInt(text.length());
                int to = Math.min(text.length(), from + random.nextInt(6));
                text.replace(from, to, words.get(random.nextInt(words.size())));
            }
            try {
                assertThat(parse(text.toString()).hosts()).isNotEmpty();
            } catch (ConfigException e) {
                assertThat(e.problems())
                        .isNotEmpty()
                        .allMatch(problem -> problem.place().file().equals("test"));
                refused++;
            }
        }
        assertThat(refused).isBetween(300, 999);
    }

    /** Each value of each key in turn is one that nobody means. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "NaN",
                "Infinity",
                "-Infinity",
                "-1",
                "1e400",
                "\u0661\u0662",
                "99999999999999999999",
                "[[x]]",
                "{x: y}"
            })
    void refusesAbsurdValuesOfAllNumbers(String absurd) {
        String text = EVERYTHING;
        for (String key : List.of(
                "capacity",
                "overcommit",
                "reserve",
                "weight",
                "migrations",
                "window",
                "call",
                "opening",
                "keep-alive-interval",
                "keep-alive-count",
                "first-retry",
                "longest-retry",
                "abandoned-threads",
                "refresh",
                "step",
                "history",
                "learn",
                "seasons",
                "refit-every",
                "reactive-threshold",
                "horizon",
                "threshold",
                "cooldown",
                "return-ban",
                "scenarios",
                "iterations",
                "max-concurrent",
                "max-concurrent-per-host",
                "bandwidth-per-second",
                "max-downtime",
                "timeout",
                "parallel-connections",
                "stall",
                "convergence",
                "settling")) {
            String changed = text.replaceFirst("(\\W" + key + ": )(\\[[^\\]]*\\]|[^,}\n]*)", "$1" + absurd);
            assertThat(changed).as(key).isNotEqualTo(text);
            assertThatThrownBy(() -> parse(changed))
                    .as(key)
                    .isInstanceOfSatisfying(
                            ConfigException.class,
                            e -> assertThat(e.problems())
                                    .anyMatch(problem -> problem.key().contains(key)));
        }
    }

    private static VmSection labels(@Nullable Tenant tenant, Priority priority, Budget... budgets) {
        return new VmSection(tenant, priority, List.of(budgets));
    }

    private static ClusterFile parse(String text) {
        return ClusterFile.parse("test", text, Path.of("beside"));
    }
}
