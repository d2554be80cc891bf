// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.cli.config.ClusterFile;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whom the file means, where VMs have the names that their owners gave them. */
class FileRulesTest {

    private static final VmId DB = new VmId("6695eb01-f6a4-8304-79aa-97f2502e0001");
    private static final VmId WEB = new VmId("6695eb01-f6a4-8304-79aa-97f2502e0002");
    private static final VmId MAIL = new VmId("6695eb01-f6a4-8304-79aa-97f2502e0003");
    private static final VmId OTHER = new VmId("6695eb01-f6a4-8304-79aa-97f2502e0004");
    private static final HostId A = new HostId("a");
    private static final HostId B = new HostId("b");
    private static final HostId C = new HostId("c");
    private static final String APART = "policies: [{name: apart, kind: anti-affinity, vms: [db, web]}]";

    @TempDir
    Path folder;

    /** db and mail on a, web on b; nothing on c. */
    private static Inventory.Builder inventory() {
        return Inventory.builder(Instant.EPOCH)
                .host(Host.of("a", 8, 64))
                .host(Host.of("b", 8, 64))
                .host(Host.of("c", 8, 64))
                .vm(vm(DB, "db"), A)
                .vm(vm(WEB, "web"), B)
                .vm(vm(MAIL, "mail"), A);
    }

    private static Vm vm(VmId id, String name) {
        return Vm.of(id.value(), 1, 1).withName(name);
    }

    private Rules rules(Inventory.Builder inventory, String text) throws IOException {
        return new FileRules(file(text)).rules(inventory.build());
    }

    private ClusterFile file(String text) throws IOException {
        Path file = folder.resolve("cluster.yaml");
        Files.writeString(
                file, "hosts: [{name: a, uri: x}, {name: b, uri: y}, {name: c, uri: z}, {name: h9, uri: u}]\n" + text);
        return ClusterFile.read(file);
    }

    @Test
    void meansVmsByNameAndByUuid() throws IOException {
        Rules byName = rules(inventory(), APART);
        Rules byUuid = rules(inventory(), APART.replace("db", DB.value().toUpperCase(Locale.ROOT)));

        assertThat(byName.policies()).containsExactly(LocationPolicy.AntiAffinity.of("apart", Set.of(DB, WEB)));
        assertThat(byUuid).isEqualTo(byName);
        assertThat(byName.holds()).isEmpty();
    }

    @Test
    void holdsAllOfARuleAndTellsWhereANameFitsSeveral() throws IOException {
        Inventory.Builder doubled = inventory().vm(vm(OTHER, "db"), C);

        Rules rules = rules(doubled, APART);

        assertThat(rules.holds())
                .containsExactly(new Hold.UnclearVm("policy apart", "db", Set.of(DB, OTHER), Set.of(DB, OTHER, WEB)));
        assertThat(rules.policies()).containsExactly(LocationPolicy.AntiAffinity.of("apart", Set.of(WEB)));
        assertThat(rules(inventory().vm(vm(OTHER, "db"), C), APART.replace("db", DB.value()))
                        .holds())
                .as("the UUID is clear")
                .isEmpty();
    }

    @Test
    void holdsTheOthersWhereANameFitsNoVm() throws IOException {
        assertThat(rules(inventory(), APART.replace("db", "bd")).holds())
                .containsExactly(new Hold.UnclearVm("policy apart", "bd", Set.of(), Set.of(WEB)));
    }

    @Test
    void aVmThatIsSwitchedOffIsNoMistake() throws IOException {
        Rules rules = rules(inventory().dormant(OTHER, "off"), APART.replace("db", "off"));

        assertThat(rules.holds()).isEmpty();
        assertThat(rules.policies()).containsExactly(LocationPolicy.AntiAffinity.of("apart", Set.of(OTHER, WEB)));
        assertThat(rules(inventory().dormant(OTHER, "db"), APART).holds())
                .as("one that runs and one that does not")
                .hasSize(1);
    }

    @Test
    void nobodyTakesTheRuleOfAnotherByBeingNamedSo() throws IOException {
        String stays = "policies: [{name: stays, kind: pinned, vm: " + DB + ", host: a}]";
        Inventory.Builder named = inventory()
                .vm(vm(OTHER, DB.value()), C)
                .vm(vm(new VmId("1" + OTHER.value().substring(1)), "db@" + DB), C);

        Rules rules = rules(named, stays + "\nvms: {db: {budgets: [{migrations: 1, window: 1h}]}}");

        assertThat(rules.policies()).containsExactly(LocationPolicy.Pinned.of("stays", DB, A));
        assertThat(rules.budgets())
                .containsExactly(
                        new MigrationBudget(new MigrationBudget.Subject.Group(Set.of(DB)), 1, Duration.ofHours(1)));
        assertThat(rules.holds()).isEmpty();
    }

    @Test
    void aRuleOfAVmThatIsGoneIsNotTakenByOneThatHasItsUuidAsName() throws IOException {
        String gone = "6695eb01-f6a4-8304-79aa-97f2502e9999";

        Rules rules = rules(
                inventory().vm(vm(OTHER, gone), C),
                "policies: [{name: stays, kind: pinned, vm: " + gone + ", host: c}]");

        assertThat(rules.policies()).isEmpty();
        assertThat(rules.holds()).containsExactly(new Hold.UnclearVm("policy stays", gone, Set.of(), Set.of(OTHER)));
    }

    @Test
    void holdsTheVmsOfTheHostsThatARuleWithAnUnclearVmNames() throws IOException {
        assertThat(rules(inventory(), "policies: [{name: p, kind: pinned, vm: bd, host: a}]")
                        .holds())
                .containsExactly(new Hold.UnclearVm("policy p", "bd", Set.of(), Set.of(DB, MAIL)));
        assertThat(rules(inventory(), "policies: [{name: p, kind: allowed-hosts, vms: [bd, web], hosts: [a, b]}]")
                        .holds())
                .containsExactly(new Hold.UnclearVm("policy p", "bd", Set.of(), Set.of(DB, MAIL, WEB)));
    }

    @Test
    void letsNobodyGoWhereTheVmOfAnUnclearNameMustNotBe() throws IOException {
        Rules rules = rules(inventory(), "policies: [{name: p, kind: forbidden-hosts, vms: [bd, db], hosts: [b]}]");

        assertThat(rules.policies())
                .containsExactly(forbidden("p", Set.of(DB)), forbidden("p (whoever is meant)", Set.of(DB, MAIL)));
    }

    private static LocationPolicy forbidden(String name, Set<VmId> vms) {
        return new LocationPolicy.ForbiddenHosts(name, Strength.hard(), Scope.CONTINUOUS, vms, Set.of(B));
    }

    @Test
    void holdsTheVmsOfARuleThatNamesAHostThatIsNotThere() throws IOException {
        assertThat(rules(inventory(), "policies: [{name: p, kind: max-vms-per-host, hosts: [a, h9], max-vms: 9}]")
                        .holds())
                .containsExactly(new Hold.UnknownHost("policy p", "h9", Set.of(DB, MAIL)));
        assertThat(rules(inventory(), "policies: [{name: p, kind: forbidden-hosts, vms: [web], hosts: [h9]}]")
                        .holds())
                .containsExactly(new Hold.UnknownHost("policy p", "h9", Set.of(WEB)));
    }

    @Test
    void tellsWhereVmsAndExceptionsAreNotClear() throws IOException {
        Rules rules = rules(inventory().vm(vm(OTHER, "db"), C), """
                vms: {db: {tenant: acme}, bd: {budgets: [{migrations: 1, window: 1h}]}}
                migration: {exceptions: {db: none, web: none}}
                """);

        assertThat(rules.holds())
                .containsExactly(
                        new Hold.UnclearVm("vms", "db", Set.of(DB, OTHER), Set.of(DB, OTHER)),
                        new Hold.UnclearVm("vms", "bd", Set.of(), Set.of()),
                        new Hold.UnclearVm("migration.exceptions", "db", Set.of(DB, OTHER), Set.of(DB, OTHER)));
        assertThat(rules.budgets()).isEmpty();
    }

    @Test
    void holdsTheVmsOfATenantWhoWantsToBeAloneWhereOneOfThemIsNotClear() throws IOException {
        Inventory.Builder owned = inventory().vm(vm(OTHER, "log").withTenant(new Tenant("acme")), C);

        Rules rules = rules(owned, """
                vms: {bd: {tenant: acme}}
                policies: [{name: alone, kind: exclusive-tenancy, tenant: acme}]
                """);

        assertThat(rules.holds()).containsExactly(new Hold.UnclearVm("vms", "bd", Set.of(), Set.of(OTHER)));
    }

    @Test
    void everyKindOfRuleIsPutToTheVmsThatAreThere() throws IOException {
        String text = """
                policies:
                  - {name: p1, kind: affinity, vms: [db, web], weight: 1}
                  - {name: p2, kind: anti-affinity, vms: [db, web]}
                  - {name: p3, kind: proximity, vms: [db, web], max-distance: 3}
                  - {name: p4, kind: allowed-hosts, vms: [db, web], hosts: [a, b]}
                  - {name: p5, kind: forbidden-hosts, vms: [db, web], hosts: [c]}
                  - {name: p6, kind: exclusive-tenancy, tenant: acme}
                  - {name: p7, kind: spread, vms: [db, web], min-domains: 2}
                  - {name: p8, kind: max-per-domain, vms: [db, web], max-vms: 1}
                  - {name: p9, kind: pinned, vm: db, host: a}
                  - {name: p10, kind: max-vms-per-host, hosts: [a, b], max-vms: 3}
                  - {name: p11, kind: failover-reserve, hosts: [a, b, c]}
                  - {name: p12, kind: hardware-requirement, vms: [db, web], features: [tpm]}
                """;
        ClusterFile byName = file(text);
        List<LocationPolicy> resolved =
                new FileRules(byName).rules(inventory().build()).policies();
        ClusterFile byId =
                file(text.replace("[db, web]", "[" + DB + ", " + WEB + "]").replace("vm: db", "vm: " + DB));

        assertThat(resolved).isEqualTo(byId.policies()).hasSize(12);
    }

    @Test
    void whatIsHeldIsPinnedInTheFleet() throws IOException {
        Inventory doubled = inventory().vm(vm(OTHER, "db"), C).build();

        Fleet fleet = doubled.with(new FileRules(file(APART)).rules(doubled));

        assertThat(fleet.policies())
                .extracting(LocationPolicy::name)
                .containsExactly(
                        "apart",
                        "db (6695eb01-f6a4-8304-79aa-97f2502e0001) is held",
                        "web is held",
                        "db (6695eb01-f6a4-8304-79aa-97f2502e0004) is held");
    }

    @Test
    void theFileGivesTenantsToVmsByTheirNamesUnlessSeveralHaveThem() throws IOException {
        ClusterFile file = file("vms: {db: {tenant: acme}, " + WEB + ": {tenant: acme}}");

        Inventory one = new LabeledInventory(fixed(inventory()), file.vms()).inventory();
        Inventory two = new LabeledInventory(fixed(inventory().vm(vm(OTHER, "db"), C)), file.vms()).inventory();

        assertThat(one.vm(DB).tenant()).isEqualTo(new Tenant("acme"));
        assertThat(one.vm(WEB).tenant()).isEqualTo(new Tenant("acme"));
        assertThat(two.vm(DB).tenant()).isEqualTo(new Tenant("-"));
        assertThat(two.vm(OTHER).tenant()).isEqualTo(new Tenant("-"));
        assertThat(two.vm(WEB).tenant()).isEqualTo(new Tenant("acme"));
    }

    private static InventorySource fixed(Inventory.Builder builder) {
        Inventory inventory = builder.build();
        return new InventorySource() {
            @Override
            public String name() {
                return "fixed";
            }

            @Override
            public Inventory inventory() {
                return inventory;
            }
        };
    }
}
