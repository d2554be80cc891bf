package io.affinity.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.cli.config.ClusterFile;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.telemetry.Observation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredTelemetryTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    @TempDir
    Path folder;

    @Test
    void addsWhatTheOperatorSaysToWhatTheHostsSay() throws IOException {
        Observation observation = observe("""
                hosts:
                  - {name: a, uri: x, rack: r1, features: [gpu], resources: {cpu: {capacity: 4, overcommit: 3, reserve: 0.25}}}
                  - {name: b, uri: y}
                vms:
                  db: {tenant: shop, priority: high}
                policies:
                  - {name: apart, kind: anti-affinity, vms: [web 1, db]}
                """, Set.of());

        Host a = observation.fleet().host(Observed.A);
        assertThat(a.capacity().value(Resource.CPU)).isEqualTo(4);
        assertThat(a.overcommitRatio().value(Resource.CPU)).isEqualTo(3);
        assertThat(a.usable(0)).isEqualTo(3);
        assertThat(a.capacity().value(Resource.MEMORY)).isEqualTo(0x1p34);
        assertThat(a.overcommitRatio().value(Resource.MEMORY)).isEqualTo(1);
        assertThat(a.features()).containsExactly("gpu");
        assertThat(a.faultDomain(TopologyLevel.RACK)).isEqualTo("r1");
        assertThat(observation.fleet().topology().levels()).contains(TopologyLevel.RACK);
        assertThat(observation.fleet().vm(Observed.DB).tenant()).isEqualTo(new Tenant("shop"));
        assertThat(observation.fleet().vm(Observed.DB).priority()).isEqualTo(Priority.HIGH);
        assertThat(observation.fleet().vm(Observed.WEB).priority()).isEqualTo(Priority.NORMAL);
        assertThat(observation.fleet().policies())
                .extracting(LocationPolicy::name)
                .containsExactly("apart");
    }

    @Test
    void keepsPlacementAndDemandAsTheyWereSeen() throws IOException {
        Observation observation = observe("hosts: [{name: a, uri: x}]", Set.of());

        assertThat(observation.fleet().placement().hostOf(Observed.DB)).isEqualTo(Observed.B);
        assertThat(observation.demand(0, 0)).isEqualTo(0.5);
        assertThat(observation.demand(1, 1)).isNaN();
        assertThat(observation.fleet().observedAt()).isEqualTo(NOON);
    }

    @Test
    void letsAHostBeEmptied() throws IOException {
        Observation observation = observe("hosts: [{name: a, uri: x}]", Set.of(Observed.A));

        assertThat(observation.fleet().host(Observed.A).state()).isEqualTo(HostState.DRAINING);
        assertThat(observation.fleet().host(Observed.B).state()).isEqualTo(HostState.AVAILABLE);
    }

    private Observation observe(String text, Set<HostId> draining) throws IOException {
        Path file = folder.resolve("cluster.yaml");
        Files.writeString(file, text);
        Observation seen = Observed.at(NOON, 0.5, 1e9, 2, Double.NaN);
        return new ConfiguredTelemetry(Observed.source(seen), ClusterFile.read(file), draining).observe();
    }
}
