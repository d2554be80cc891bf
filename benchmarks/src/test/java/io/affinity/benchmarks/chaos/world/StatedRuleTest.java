// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.chaos.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.cli.cluster.FileRules;
import io.affinity.cli.config.ClusterFile;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class StatedRuleTest {

    private static final String DB = "00000000-0000-4000-8000-000000000001";
    private static final String WEB = "00000000-0000-4000-8000-000000000002";
    private static final HostId HOST = new HostId("h0");
    private static final StatedRule APART = new StatedRule(StatedRule.Kind.APART, List.of("db", "web"), HOST);
    private static final StatedRule PINNED = new StatedRule(StatedRule.Kind.PINNED, List.of("db"), HOST);

    private static Inventory seen(String one, String other) {
        return Inventory.builder(Instant.EPOCH)
                .host(Host.of("h0", 8, 64))
                .host(Host.of("h1", 8, 64))
                .vm(Vm.of(DB, 1, 1).withName(one), HOST)
                .vm(Vm.of(WEB, 1, 1).withName(other), new HostId("h1"))
                .build();
    }

    @Test
    void isAboutWhomItNames() {
        Inventory seen = seen("db", "web");

        assertThat(APART.policies(seen))
                .containsExactly(LocationPolicy.AntiAffinity.of("stated", Set.of(new VmId(DB), new VmId(WEB))));
        assertThat(APART.held(seen)).isEmpty();
    }

    @Test
    void holdsThoseThatOneNameFits() {
        assertThat(PINNED.held(seen("db", "db"))).containsExactlyInAnyOrder(new VmId(DB), new VmId(WEB));
        assertThat(PINNED.policies(seen("db", "db"))).isEmpty();
    }

    @Test
    void takesNobodyForAnotherWhoseIdIsItsName() {
        StatedRule byId = new StatedRule(StatedRule.Kind.PINNED, List.of(DB), HOST);

        assertThat(byId.held(seen("x", DB))).isEmpty();
        assertThat(byId.policies(seen("x", DB)))
                .containsExactly(LocationPolicy.Pinned.of("stated", new VmId(DB), HOST));
    }

    @Test
    void isUnderstoodFromItsFile() {
        for (StatedRule.Kind kind : StatedRule.Kind.values()) {
            StatedRule rule =
                    new StatedRule(kind, kind == StatedRule.Kind.PINNED ? List.of("db") : List.of("db", "web"), HOST);
            ClusterFile file =
                    ClusterFile.parse("cluster.yaml", rule.file(List.of(HOST, new HostId("h1"))), Path.of("state"));

            assertThat(new FileRules(file).rules(seen("x", "y")).holds())
                    .as(rule.toString())
                    .isNotEmpty();
        }
    }
}
