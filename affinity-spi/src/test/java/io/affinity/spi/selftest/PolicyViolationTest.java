// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.spi.contract.PolicyViolation;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.LocationPolicy;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Scope;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.Tenant;
import io.affinity.spi.model.Topology;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The numbers below were counted by hand from the definitions. */
class PolicyViolationTest {

    private static final ResourceSet RESOURCES = ResourceSet.of(Resource.CPU, Resource.MEMORY);
    private static final Strength HARD = Strength.hard();
    private static final Scope FINAL = Scope.FINAL;
    private static final TopologyLevel HOST = TopologyLevel.HOST;
    private static final TopologyLevel RACK = TopologyLevel.RACK;

    /** Rack a: a1 runs v1, v2 and v3, a2 runs v4. Rack b: b1 runs v5. Tenant t owns v1 and v4. */
    private final Fleet fleet = fleet();

    @Test
    void ofAffinityIsTheNumberOfDomainsLessOne() {
        assertThat(violation(new LocationPolicy.Affinity("p", HARD, FINAL, vms(1, 4, 5), HOST)))
                .isEqualTo(2);
        assertThat(violation(new LocationPolicy.Affinity("p", HARD, FINAL, vms(1, 4, 5), RACK)))
                .isEqualTo(1);
        assertThat(violation(new LocationPolicy.Affinity("p", HARD, FINAL, vms(8, 9), RACK)))
                .isZero();
    }

    @Test
    void ofAntiAffinityIsTheExcessOverOneInEachDomain() {
        assertThat(violation(new LocationPolicy.AntiAffinity("p", HARD, FINAL, vms(1, 2, 3, 4, 5), HOST)))
                .isEqualTo(2);
        assertThat(violation(new LocationPolicy.AntiAffinity("p", HARD, FINAL, vms(1, 2, 3, 4, 5), RACK)))
                .isEqualTo(3);
    }

    @Test
    void ofProximityIsTheNumberOfPairsThatAreFartherApart() {
        assertThat(violation(new LocationPolicy.Proximity("p", HARD, FINAL, vms(1, 2, 4, 5), 1)))
                .isEqualTo(3);
        assertThat(violation(new LocationPolicy.Proximity("p", HARD, FINAL, vms(1, 2, 4, 5), 0)))
                .isEqualTo(5);
    }

    @Test
    void ofAllowedHostsIsTheNumberOfVmsElsewhere() {
        assertThat(violation(new LocationPolicy.AllowedHosts("p", HARD, FINAL, vms(1, 4, 5, 9), hosts("a2", "b1"))))
                .isEqualTo(1);
    }

    @Test
    void ofForbiddenHostsIsTheNumberOfVmsThere() {
        assertThat(violation(new LocationPolicy.ForbiddenHosts("p", HARD, FINAL, vms(1, 2, 5, 9), hosts("a1", "x"))))
                .isEqualTo(2);
    }

    @Test
    void ofExclusiveTenancyIsTheNumberOfOthersInTheTenantsDomains() {
        assertThat(violation(new LocationPolicy.ExclusiveTenancy("p", HARD, FINAL, new Tenant("t"), HOST)))
                .isEqualTo(2);
        assertThat(violation(new LocationPolicy.ExclusiveTenancy("p", HARD, FINAL, new Tenant("nobody"), HOST)))
                .isZero();
    }

    @Test
    void ofSpreadIsTheNumberOfDomainsThatAreMissing() {
        assertThat(violation(new LocationPolicy.Spread("p", HARD, FINAL, vms(1, 2, 3), HOST, 3)))
                .isEqualTo(2);
        assertThat(violation(new LocationPolicy.Spread("p", HARD, FINAL, vms(1, 2, 9), HOST, 3)))
                .as("no more domains than VMs")
                .isEqualTo(1);
        assertThat(violation(new LocationPolicy.Spread("p", HARD, FINAL, vms(9), HOST, 3)))
                .isZero();
    }

    @Test
    void ofMaxPerDomainIsTheExcess() {
        assertThat(violation(new LocationPolicy.MaxPerDomain("p", HARD, FINAL, vms(1, 2, 3, 4), HOST, 2)))
                .isEqualTo(1);
        assertThat(violation(new LocationPolicy.MaxPerDomain("p", HARD, FINAL, vms(1, 2, 3, 4), RACK, 1)))
                .isEqualTo(3);
    }

    @Test
    void ofPinnedIsOneElsewhere() {
        assertThat(violation(new LocationPolicy.Pinned("p", HARD, FINAL, vm(1), host("a1"))))
                .isZero();
        assertThat(violation(new LocationPolicy.Pinned("p", HARD, FINAL, vm(1), host("b1"))))
                .isEqualTo(1);
        assertThat(violation(new LocationPolicy.Pinned("p", HARD, FINAL, vm(9), host("b1"))))
                .isZero();
    }

    @Test
    void ofMaxVmsPerHostIsTheExcess() {
        assertThat(violation(new LocationPolicy.MaxVmsPerHost("p", HARD, FINAL, hosts("a1", "a2", "b1"), 1)))
                .isEqualTo(2);
        assertThat(violation(new LocationPolicy.MaxVmsPerHost("p", HARD, FINAL, hosts("a1", "b1"), 0)))
                .isEqualTo(4);
    }

    @Test
    void ofFailoverReserveIsWhatHasNoPlaceAsAShareOfAHost() {
        // a1 promises 48 GB, a2 and b1 have 48 GB free each; with one of them there is 0 GB missing, 48 with two
        // failures.
        assertThat(violation(new LocationPolicy.FailoverReserve("p", HARD, FINAL, hosts("a1", "a2"), 1)))
                .isZero();
        assertThat(violation(new LocationPolicy.FailoverReserve("p", HARD, FINAL, hosts("a1", "a2", "b1"), 2)))
                .isEqualTo((48 + 16 - 48) / 64.0);
        assertThat(violation(new LocationPolicy.FailoverReserve("p", HARD, FINAL, hosts("a1"), 1)))
                .isEqualTo(48 / 64.0);
    }

    @Test
    void ofHardwareRequirementIsTheNumberOfVmsWithout() {
        assertThat(violation(
                        new LocationPolicy.HardwareRequirement("p", HARD, FINAL, vms(1, 4, 5), Set.of("gpu", "tpm"))))
                .isEqualTo(2);
    }

    private double violation(LocationPolicy policy) {
        return PolicyViolation.of(policy, fleet, fleet.placement());
    }

    private static Fleet fleet() {
        return Fleet.builder(Instant.parse("2026-01-05T00:00:00Z"))
                .topology(Topology.HOST_RACK_ZONE)
                .host(host("a1", "a", Set.of("tpm")))
                .host(host("a2", "a", Set.of("gpu")))
                .host(host("b1", "b", Set.of("gpu", "tpm")))
                .vm(vm(1, "t"), host("a1"))
                .vm(vm(2, "u"), host("a1"))
                .vm(vm(3, "u"), host("a1"))
                .vm(vm(4, "t"), host("a2"))
                .vm(vm(5, "u"), host("b1"))
                .build();
    }

    private static Host host(String id, String rack, Set<String> features) {
        return Host.of(host(id), ResourceVector.of(RESOURCES, 8, 64e9))
                .withFaultDomain(RACK, rack)
                .withFeatures(features);
    }

    private static Vm vm(int number, String tenant) {
        return Vm.of(vm(number), ResourceVector.of(RESOURCES, 1, 16e9)).withTenant(new Tenant(tenant));
    }

    private static VmId vm(int number) {
        return new VmId("v" + number);
    }

    private static HostId host(String id) {
        return new HostId(id);
    }

    private static Set<VmId> vms(int... numbers) {
        Set<VmId> vms = new LinkedHashSet<>();
        for (int number : numbers) {
            vms.add(vm(number));
        }
        return vms;
    }

    private static Set<HostId> hosts(String... ids) {
        Set<HostId> hosts = new LinkedHashSet<>();
        for (String id : ids) {
            hosts.add(host(id));
        }
        return hosts;
    }
}
