package io.affinity.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.affinity.cli.config.VmSection.Budget;
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
import java.util.Objects;
import java.util.Set;
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
            prediction:
              horizon: 2m
              threshold: 0.01
              cooldown: 1m
              return-ban: 5m
              scenarios: 64
              iterations: 7
              seed: 3
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
                        Map.of(new VmId("web-1"), Escalation.THROTTLE)));
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
        List<String> keys = section.keySet().stream().map(String::valueOf).toList();
        section.put("nonsense", "1");
        String text = new Dump(DumpSettings.builder().build()).dumpToString(document);

        assertThatThrownBy(() -> parse(text)).isInstanceOfSatisfying(ConfigException.class, e -> {
            String message = String.valueOf(e.getMessage());
            String listed = message.substring(message.indexOf("the keys here are ") + 18, message.length() - 1);
            assertThat(message).contains(".nonsense: is not known; the keys here are ");
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
                "hosts: []                                       | test: hosts: must name at least one host, unless plug-ins.inventory",
                "host: []                                        | hosts: must name at least one host",
                "hosts: [{name: a}]                              | test.hosts[0].uri: is missing.",
                "hosts: [{name: a, uri: x, urii: y}]             | test.hosts[0].urii: is not known; the keys here are",
                "hosts: [{name: a, uri: x}, {name: a, uri: y}]   | the name a must not be given twice",
                "hosts: [a]                                      | test.hosts[0]: must be a mapping",
                "migration: {transport: client-managed, escalation: post-copy} | must not be combined",
                "migration: {transport: client-managed, exceptions: {v: post-copy}} | must not be combined",
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
                "vms: {x: {priority: urgent}}                    | test.vms.x.priority: must be low, normal, high or critical, or have a weight, not \"urgent\"",
                "vms: {x: {weight: 0}}                           | test.vms.x: The weight of priority weight 0 (0.0) must be finite and greater than zero",
                "vms: {x: {budgets: [{migrations: 2}]}}          | test.vms.x.budgets[0].window: is missing",
                "vms: {x: {budgets: [{migrations: 2, window: 0s}]}} | test.vms.x.budgets[0]: The budget (2 migrations in PT0S)",
                "connection: {call: 0s}                          | test.connection: The limit of a call (PT0S) must be positive",
                "connection: {keep-alive-interval: 1500ms}       | test.connection: The keep-alive interval (PT1.5S) must be a whole number of seconds",
                "telemetry: {cpu-measure: guessed}               | test.telemetry.cpu-measure: must be used or used-and-waited",
                "hosts: [{name: a, uri: x, migration-address: 'tcp://b'}] | The address (tcp://b) for migrations to host a must be a host name or an IP address",
            })
    void saysWhereTheFileIsWrongAndWhatWouldBeRight(String text, String message) {
        String whole = text.startsWith("host") ? text : ONE_HOST + text;

        assertThatThrownBy(() -> parse(whole))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message.strip());
    }

    @Test
    void needsNoHostsWhereInventoryAndDemandArePlugIns() {
        ClusterFile file = parse("plug-ins: {inventory: cmdb, demand: metrics, rules: []}");

        assertThat(file.hosts()).isEmpty();
        assertThat(file.platform().hasLibvirtRules()).isFalse();
        assertThatThrownBy(() -> parse("plug-ins: {inventory: cmdb, migrator: robot}"))
                .hasMessageContaining(
                        "hosts: must name at least one host, unless plug-ins.inventory and plug-ins.demand");
        assertThatThrownBy(() -> parse("plug-ins: {inventory: cmdb, demand: metrics, rules: libvirt}"))
                .hasMessageContaining("plug-ins.rules: must not name libvirt where there are no hosts");
    }

    @Test
    void saysThatThereIsNoSuchFile() {
        assertThatThrownBy(() -> ClusterFile.read(Path.of("none.yaml")))
                .isInstanceOf(ConfigException.class)
                .hasMessage("none.yaml: there is no such file.");
    }

    private static VmSection labels(@Nullable Tenant tenant, Priority priority, Budget... budgets) {
        return new VmSection(tenant, priority, List.of(budgets));
    }

    private static ClusterFile parse(String text) {
        return ClusterFile.parse("test", text, Path.of("beside"));
    }
}
