// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.VmSection;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.Priority;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Tenant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an operator adds to what a platform says of itself. */
class OperatorPartsTest {

    private static final Inventory SEEN = Inventory.of(
            Observed.at(Instant.parse("2026-01-05T12:00:00Z"), 1, 1, 1, 1).fleet());

    @TempDir
    Path folder;

    private record Fixed(String name, Inventory inventory) implements InventorySource {}

    @Test
    void hostsThatAreToBeEmptiedAreDraining() {
        Draining draining = new Draining(folder);
        draining.add(Observed.A);

        Inventory inventory = new DrainingInventory(new Fixed("fixed", SEEN), draining).inventory();

        assertThat(inventory.hosts()).extracting(Host::state).containsExactly(HostState.DRAINING, HostState.AVAILABLE);
        assertThat(inventory.vms()).isEqualTo(SEEN.vms());
        assertThat(inventory.placement()).isEqualTo(SEEN.placement());
    }

    @Test
    void aHostThatDoesNotAnswerIsNotDraining() {
        Draining draining = new Draining(folder);
        draining.add(Observed.A);
        Inventory silent = SEEN.withHosts(host -> host.withState(HostState.UNAVAILABLE));

        assertThat(new DrainingInventory(new Fixed("fixed", silent), draining)
                        .inventory()
                        .hosts())
                .extracting(Host::state)
                .containsOnly(HostState.UNAVAILABLE);
    }

    @Test
    void theFileGivesVmsTenantsAndPriorities() {
        VmSection stated = new VmSection(new Tenant("acme"), Priority.HIGH, List.of());

        Inventory inventory = new LabeledInventory(new Fixed("fixed", SEEN), Map.of(Observed.DB, stated)).inventory();

        assertThat(inventory.vm(Observed.DB).tenant()).isEqualTo(new Tenant("acme"));
        assertThat(inventory.vm(Observed.DB).priority()).isEqualTo(Priority.HIGH);
        assertThat(inventory.vm(Observed.WEB)).isEqualTo(SEEN.vm(Observed.WEB));
    }

    @Test
    void theFileStatesPoliciesAndTheBudgetsOfVmsThatAreThere() throws IOException {
        Rules rules = new FileRules(file()).rules(SEEN);

        assertThat(rules.policies()).extracting(LocationPolicy::name).containsExactly("apart");
        assertThat(rules.budgets())
                .containsExactly(new MigrationBudget(
                        new MigrationBudget.Subject.Group(Set.of(Observed.DB)), 2, Duration.ofHours(6)));
    }

    @Test
    void whatTheFileCallsTheSameTakesThePlaceOfTheOther() throws IOException {
        RuleSource other = new RuleSource() {
            @Override
            public String name() {
                return "other";
            }

            @Override
            public Rules rules(Inventory inventory) {
                return new Rules(List.of(stays("apart"), stays("db stays")), List.of());
            }
        };

        assertThat(new FileRules(file()).over(other).rules(SEEN).policies())
                .extracting(LocationPolicy::name)
                .containsExactly("db stays");
    }

    private static LocationPolicy stays(String name) {
        return new LocationPolicy.Pinned(name, Strength.hard(), Scope.CONTINUOUS, Observed.DB, Observed.B);
    }

    private ClusterFile file() throws IOException {
        Path file = folder.resolve("cluster.yaml");
        Files.writeString(file, """
                hosts: [{name: a, uri: 'test:///a'}, {name: b, uri: 'test:///b'}]
                vms:
                  db: {budgets: [{migrations: 2, window: 6h}]}
                  gone: {budgets: [{migrations: 1, window: 6h}]}
                policies: [{name: apart, kind: anti-affinity, vms: [db, web]}]
                """);
        return ClusterFile.read(file);
    }
}
