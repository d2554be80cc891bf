// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.input.Problem;
import io.affinity.cli.input.Problem.Severity;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong with a file is seen only when its hosts answer. */
class ClusterCheckTest {

    private static final long MUCH = 1L << 40;

    @TempDir
    Path folder;

    private static Fleet fleet(HostState second, String... vms) {
        Fleet.Builder fleet = Fleet.builder(Instant.EPOCH)
                .host(Host.of("a", 8, 0x1p34))
                .host(Host.of("b", 8, 0x1p34).withState(second));
        for (String vm : vms) {
            fleet.vm(Vm.of(vm, 1, 0x1p30), new HostId("a"));
        }
        return fleet.build();
    }

    private ClusterFile file(String text) throws IOException {
        Path file = folder.resolve("affinity.yaml");
        Files.writeString(file, "hosts: [{name: a, uri: x}, {name: b, uri: y}]\n" + text);
        return ClusterFile.read(file);
    }

    private List<String> check(String text, Fleet fleet, Severity severity) throws IOException {
        ClusterFile file = file(text);
        Inventory inventory = Inventory.of(fleet);
        Fleet ruled = inventory.with(new FileRules(file).rules(inventory));
        List<Problem> problems = ClusterCheck.of(file, "affinity.yaml", ruled, MUCH);
        return problems.stream()
                .filter(problem -> problem.severity() == severity)
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }

    @Test
    void namesEachVmThatIsNotThere() throws IOException {
        String text = """
                vms: {dbb: {priority: high}}
                policies: [{name: p, kind: anti-affinity, vms: [web, wbe]}]
                migration: {exceptions: {kitchen: none}}
                """;

        assertThat(check(text, fleet(HostState.AVAILABLE, "db", "web"), Severity.FATAL))
                .containsExactly(
                        "affinity.yaml:2: vms.dbb: no such VM (dbb); did you mean db?",
                        "affinity.yaml:3: policies[0].vms[1]: no such VM (wbe); did you mean web?",
                        "affinity.yaml:4: migration.exceptions.kitchen: no such VM (kitchen).");
    }

    @Test
    void aVmThatIsSwitchedOffIsNoMistake() throws IOException {
        ClusterFile file = file("""
                vms: {db: {priority: high}}
                policies: [{name: p, kind: anti-affinity, vms: [web, db]}]
                migration: {exceptions: {db: none}}
                """);
        Inventory inventory = Inventory.builder(Instant.EPOCH)
                .host(Host.of("a", 8, 0x1p34))
                .host(Host.of("b", 8, 0x1p34))
                .vm(Vm.of("web", 1, 0x1p30), new HostId("a"))
                .dormant(new VmId("1"), "db")
                .build();

        assertThat(ClusterCheck.of(file, "affinity.yaml", inventory.with(new FileRules(file).rules(inventory)), MUCH))
                .isEmpty();
    }

    @Test
    void isNotCertainWhereAHostIsSilent() throws IOException {
        String text = "vms: {dbb: {priority: high}}\n";

        Fleet fleet = fleet(HostState.UNAVAILABLE, "db");

        assertThat(check(text, fleet, Severity.FATAL)).isEmpty();
        assertThat(check(text, fleet, Severity.WARNING))
                .containsExactly(
                        "affinity.yaml:1: warning: hosts[1].name: the host b does not answer; what runs on it is not known.",
                        "affinity.yaml:2: warning: vms.dbb: no such VM (dbb); did you mean db?");
    }

    @Test
    void aHostThatIsNotEvenInTheFleetIsSilent() throws IOException {
        String text = "policies: [{name: p, kind: pinned, vm: dbb, host: b}]\n";
        Fleet alone = Fleet.builder(Instant.EPOCH)
                .host(Host.of("a", 8, 0x1p34))
                .vm(Vm.of("db", 1, 0x1p30), new HostId("a"))
                .build();

        assertThat(check(text, alone, Severity.FATAL)).isEmpty();
        assertThat(check(text, alone, Severity.WARNING))
                .containsExactly(
                        "affinity.yaml:1: warning: hosts[1].name: the host b does not answer; what runs on it is not known.",
                        "affinity.yaml:2: warning: policies[0].vm: no such VM (dbb); did you mean db?");
    }

    @Test
    void namesRulesThatContradictEachOtherForTheHardwareThereIs() throws IOException {
        String text = "policies: [{name: gpus, kind: hardware-requirement, vms: [db], features: [gpu]}]\n";

        assertThat(check(text, fleet(HostState.AVAILABLE, "db"), Severity.FATAL))
                .containsExactly("affinity.yaml:2: policies[0]: no placement of the VMs that run keeps these policies"
                        + " together: gpus (line 2).");
    }

    @Test
    void warnsOfATenantThatNobodyIs() throws IOException {
        String text = "policies: [{name: own, kind: exclusive-tenancy, tenant: shop}]\n";

        assertThat(check(text, fleet(HostState.AVAILABLE, "db"), Severity.WARNING))
                .containsExactly("affinity.yaml:2: warning: policies[0].tenant: no VM has the tenant (shop).");
    }

    @Test
    void warnsOfAHistoryThatDoesNotFitIntoMemory() throws IOException {
        ClusterFile file = file("loop: {step: 2s}\n");

        assertThat(ClusterCheck.of(file, "affinity.yaml", fleet(HostState.AVAILABLE, "db", "web"), 10_000_000))
                .singleElement()
                .asString()
                .isEqualTo(
                        "affinity.yaml: warning: loop.history: 604800 steps of 2 VMs take 10 MB, more than half of the"
                                + " memory there is (10 MB); keep less, or give more with AFFINITY_JAVA_OPTIONS=-Xmx8g.");
    }
}
