package io.affinity.libvirt.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.libvirt.inventory.BudgetLabel;
import io.affinity.libvirt.inventory.DomainDescription;
import io.affinity.libvirt.inventory.VmLabels;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.MigrationBudget;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PoliciesOfVmsTest {

    private static final HostId H1 = new HostId("h1");

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
                .containsExactly("needs kvm-cpu:EPYC", "needs host-cpu:AMD-1-2-3");
    }

    @Test
    void keepsVmsInPlaceThatCannotBeMigratedAndSaysWhy() {
        String disk = "<devices><disk type='file'><source file='/images/a.img'/></disk></devices>";

        assertThat(derived(TelemetrySettings.DEFAULT, described("a", disk)))
                .singleElement()
                .isInstanceOf(LocationPolicy.Pinned.class)
                .satisfies(policy ->
                        assertThat(policy.name()).startsWith("a stays").contains("/images/a.img"));
        assertThat(derived(TelemetrySettings.DEFAULT.withSharedPaths(List.of("/images")), described("a", disk)))
                .isEmpty();
        assertThat(derived(TelemetrySettings.DEFAULT.withSharedPaths(List.of("/image")), described("a", disk)))
                .hasSize(1);
        assertThat(derived(TelemetrySettings.DEFAULT.withLocalDisks(LocalDiskRule.MIGRATE), described("a", disk)))
                .isEmpty();
        assertThat(derived(TelemetrySettings.DEFAULT, labeled("b", "<x:pined/>")))
                .singleElement()
                .satisfies(policy -> assertThat(policy.name()).contains("pined"));
    }

    private static List<LocationPolicy> derived(TelemetrySettings settings, Member... members) {
        Host host = Host.of(H1, ResourceVector.of(ResourceSet.of(Resource.CPU), 4))
                .withFeatures(Set.of("kvm-cpu:EPYC", "host-cpu:AMD-1-2-3"));
        return DerivedPolicies.of(List.of(members), Map.of(H1, host), id -> "host-cpu:AMD-1-2-3", settings);
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
        return new Member(new VmId(name), H1, new Tenant("-"), description, labels);
    }

    private static String xml(String name, String content) {
        return "<domain type='kvm'><name>" + name + "</name><uuid>46c2ce03-3183-4a27-8d82-00174e7f888b</uuid>" + content
                + "</domain>";
    }
}
