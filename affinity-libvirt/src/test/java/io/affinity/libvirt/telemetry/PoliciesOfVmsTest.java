// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.inventory.BudgetLabel;
import io.affinity.libvirt.inventory.DomainDescription;
import io.affinity.libvirt.inventory.HostFacts;
import io.affinity.libvirt.inventory.NumaCell;
import io.affinity.libvirt.inventory.VmLabels;
import io.affinity.libvirt.settings.LocalDiskRule;
import io.affinity.libvirt.settings.TelemetrySettings;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoliciesOfVmsTest {

    private static final HostId H1 = new HostId("h1");
    private static final HostId H2 = new HostId("h2");
    private static final Host HOST = Host.of(H1, ResourceVector.of(ResourceSet.of(Resource.CPU), 4))
            .withFeatures(Set.of("kvm-cpu:EPYC", "host-cpu:AMD-1-2-3"));

    @Test
    void makesMembersOfVmsThatStateTheSameRule() {
        List<LocationPolicy> policies = LabeledPolicies.of(List.of(
                labeled("a", "<x:anti-affinity name='web'/>"),
                labeled("b", "<x:anti-affinity name='web'/>"),
                labeled("c", "<x:anti-affinity name='db'/>")));

        assertThat(policies).extracting(LocationPolicy::name).containsExactly("anti-affinity web", "anti-affinity db");
        assertThat(((LocationPolicy.AntiAffinity) policies.get(0)).vms()).containsExactly(new VmId("a"), new VmId("b"));
    }

    @Test
    void keepsBothVersionsOfARuleThatVmsDoNotAgreeOn() {
        List<LocationPolicy> policies = LabeledPolicies.of(List.of(
                labeled("a", "<x:anti-affinity name='web'/>"),
                labeled("b", "<x:anti-affinity name='web' level='rack'/>")));

        assertThat(policies)
                .extracting(LocationPolicy::name)
                .containsExactly("anti-affinity web", "anti-affinity web of b");
    }

    @Test
    void namesRulesOfOneVmByTheVmAndPinsItWhereItIs() {
        List<LocationPolicy> policies =
                LabeledPolicies.of(List.of(labeled("a", "<x:pinned/><x:allowed-hosts hosts='h1 h2'/>")));

        assertThat(policies).extracting(LocationPolicy::name).containsExactly("pinned a", "allowed-hosts a");
        assertThat(((LocationPolicy.Pinned) policies.get(0)).host()).isEqualTo(H1);
    }

    @Test
    void countsABudgetForItsVm() {
        VmLabels labels =
                new VmLabels(null, null, List.of(), List.of(new BudgetLabel(2, Duration.ofHours(1))), List.of());

        assertThat(LabeledPolicies.budgets(List.of(member("a", plain("a"), labels))))
                .containsExactly(new MigrationBudget(
                        new MigrationBudget.Subject.Group(Set.of(new VmId("a"))), 2, Duration.ofHours(1)));
    }

    @Test
    void asksForWhatTheVmNeedsAsFarAsItsPresentHostOffersIt() {
        List<LocationPolicy> policies = derived(
                TelemetrySettings.DEFAULT,
                described("a", "<cpu mode='custom'><model>EPYC</model></cpu>"),
                described("b", "<cpu mode='custom'><model>Unlisted</model></cpu>"),
                described("c", "<cpu mode='host-passthrough'/>"));

        assertThat(policies)
                .extracting(LocationPolicy::name)
                .containsExactly("needs kvm-cpu:EPYC", "unsuitable: h2 (cpu)");
    }

    @Test
    void forbidsHostsThatCannotTakeTheVm() {
        String pinned = "<vcpu cpuset='3'>1</vcpu>";

        assertThat(derived(
                        TelemetrySettings.DEFAULT,
                        described("a", pinned),
                        described("b", "<cpu mode='host-passthrough'/>"),
                        described("c", pinned),
                        described("d", "")))
                .isEqualTo(List.of(
                        new LocationPolicy.ForbiddenHosts(
                                "unsuitable: h2 (pinning)",
                                Strength.hard(),
                                Scope.CONTINUOUS,
                                Set.of(new VmId("a"), new VmId("c")),
                                Set.of(H2)),
                        new LocationPolicy.ForbiddenHosts(
                                "unsuitable: h2 (cpu)",
                                Strength.hard(),
                                Scope.CONTINUOUS,
                                Set.of(new VmId("b")),
                                Set.of(H2))));
    }

    @Test
    void forbidsHostsWithAnOlderHypervisor() {
        List<LocationPolicy> policies = DerivedPolicies.of(
                List.of(described("a", ""), described("b", "")),
                Map.of(H1, HOST, H2, Host.of(H2, HOST.capacity())),
                id -> facts(id.equals(H1) ? 8_000_000 : 7_002_000, "AMD-1-2-3"),
                TelemetrySettings.DEFAULT,
                Set.of());

        assertThat(policies)
                .containsExactly(new LocationPolicy.ForbiddenHosts(
                        "unsuitable: h2 (hypervisor)",
                        Strength.hard(),
                        Scope.CONTINUOUS,
                        Set.of(new VmId("a"), new VmId("b")),
                        Set.of(H2)));
    }

    @Test
    void forbidsHostsThatHaveAnotherVmOfTheName() {
        Member db = described("db", "");
        Member other = new Member(new VmId("2"), "db", "db (2)", H2, db.tenant(), db.description(), VmLabels.NONE);

        assertThat(derived(List.of(db, other, described("web", "")), 0))
                .extracting(LocationPolicy::name)
                .containsExactly("unsuitable: h2 (name)", "unsuitable: h1 (name)");
    }

    @Test
    void losesNoRuleBecauseAnotherIsCalledTheSame() {
        Member held = member(
                "affinity x",
                DomainDescription.parse(xml("affinity x", "<devices><shmem name='s'/></devices>")),
                VmLabels.NONE);

        List<LocationPolicy> policies = DerivedPolicies.of(
                List.of(held),
                Map.of(H1, HOST),
                id -> null,
                TelemetrySettings.DEFAULT,
                Set.of(derived(List.of(held), 0).get(0).name()));

        assertThat(policies)
                .singleElement()
                .isInstanceOfSatisfying(
                        LocationPolicy.Pinned.class,
                        pinned -> assertThat(pinned.name())
                                .startsWith("affinity x stays")
                                .endsWith(") 2"));
    }

    @Test
    void forbidsHostsWithTooFewFreeHugePages() {
        String pages = "<memory unit='MiB'>6</memory><memoryBacking><hugepages><page size='2' unit='MiB'/>"
                + "</hugepages></memoryBacking>";
        Member coming = described("a", pages);
        Member there = new Member(new VmId("b"), "b", "b", H2, coming.tenant(), coming.description(), VmLabels.NONE);

        assertThat(derived(List.of(coming), 3)).isEmpty();
        assertThat(derived(List.of(coming), 2))
                .extracting(LocationPolicy::name)
                .containsExactly("unsuitable: h2 (huge pages)");
        assertThat(derived(List.of(coming, described("c", ""), there), 5))
                .containsExactly(new LocationPolicy.ForbiddenHosts(
                        "unsuitable: h2 (huge pages)",
                        Strength.hard(),
                        Scope.CONTINUOUS,
                        Set.of(new VmId("a")),
                        Set.of(H2)));
        assertThat(derived(List.of(coming, there), 6)).isEmpty();
    }

    @Test
    void forbidsNoHostOfWhichNothingIsKnown() {
        assertThat(DerivedPolicies.of(
                        List.of(described("a", "<cpu mode='host-passthrough'/>")),
                        Map.of(H1, HOST, H2, Host.of(H2, HOST.capacity())),
                        id -> id.equals(H1) ? facts(1, "AMD-1-2-3") : null,
                        TelemetrySettings.DEFAULT,
                        Set.of()))
                .isEmpty();
    }

    @Test
    void keepsVmsInPlaceThatCannotBeMigratedAndSaysWhy() {
        String disk = "<devices><disk type='file'><source file='/images/a.img'/></disk></devices>";

        assertThat(derived(TelemetrySettings.DEFAULT, described("a", disk)))
                .singleElement()
                .isInstanceOf(LocationPolicy.Pinned.class)
                .satisfies(policy ->
                        assertThat(policy.name()).startsWith("a stays").contains("/images/a.img"));
        assertThat(derived(
                        TelemetrySettings.builder()
                                .sharedPaths(List.of("/images"))
                                .build(),
                        described("a", disk)))
                .isEmpty();
        assertThat(derived(
                        TelemetrySettings.builder()
                                .sharedPaths(List.of("/image"))
                                .build(),
                        described("a", disk)))
                .hasSize(1);
        assertThat(derived(
                        TelemetrySettings.builder()
                                .localDisks(LocalDiskRule.MIGRATE)
                                .build(),
                        described("a", disk)))
                .isEmpty();
        assertThat(derived(TelemetrySettings.DEFAULT, labeled("b", "<x:pined/>")))
                .singleElement()
                .satisfies(policy -> assertThat(policy.name()).contains("pined"));
    }

    private static List<LocationPolicy> derived(TelemetrySettings settings, Member... members) {
        return DerivedPolicies.of(
                List.of(members),
                Map.of(H1, HOST, H2, Host.of(H2, HOST.capacity())),
                id -> facts(1, id.equals(H1) ? "AMD-1-2-3" : "AMD-4-5-6", 0, id.equals(H1) ? 3 : 1),
                settings,
                Set.of());
    }

    private static List<LocationPolicy> derived(List<Member> members, long hugepagesOfH2) {
        return DerivedPolicies.of(
                members,
                Map.of(H1, HOST, H2, Host.of(H2, HOST.capacity())),
                id -> {
                    Map<Long, Long> pages = Map.of(2L << 20, id.equals(H1) ? 100 : hugepagesOfH2);
                    NumaCell cell = new NumaCell(0, 1, Set.of(), pages);
                    return new HostFacts("h", "", "QEMU", 1, 0, "", "", 4, 1, List.of(cell), Set.of());
                },
                TelemetrySettings.DEFAULT,
                Set.of());
    }

    private static HostFacts facts(long version, String cpu, Integer... cpuIds) {
        NumaCell cell = new NumaCell(0, 1, Set.of(cpuIds), Map.of());
        return new HostFacts("h", "", "QEMU", version, 0, "", "", 4, 1, List.of(cell), Set.of("host-cpu:" + cpu));
    }

    private static Member labeled(String name, String children) {
        DomainDescription description = DomainDescription.parse(xml(
                name, "<metadata><x:vm xmlns:x='https://affinity.io/ns/domain/1'>" + children + "</x:vm></metadata>"));
        return member(name, description, description.labels());
    }

    private static Member described(String name, String content) {
        return member(name, DomainDescription.parse(xml(name, content)), VmLabels.NONE);
    }

    private static DomainDescription plain(String name) {
        return DomainDescription.parse(xml(name, ""));
    }

    private static Member member(String name, DomainDescription description, VmLabels labels) {
        return new Member(new VmId(name), name, name, H1, new Tenant("-"), description, labels);
    }

    private static String xml(String name, String content) {
        return "<domain type='kvm'><name>" + name + "</name><uuid>46c2ce03-3183-4a27-8d82-00174e7f888b</uuid>" + content
                + "</domain>";
    }
}
