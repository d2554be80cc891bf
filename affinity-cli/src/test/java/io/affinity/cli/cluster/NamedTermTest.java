// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.cli.config.ClusterFile;
import io.affinity.core.exchange.Exchange;
import io.affinity.spi.contention.Scenarios;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Hold;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.ObjectiveWeights;
import io.affinity.spi.placement.PlacementProblem;
import io.affinity.spi.placement.PlacementTerm;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whom a term of the file means. */
class NamedTermTest {

    private static final String PETS = "terms: [{name: pets, kind: migration-cost, weight: 5, vms: [db, web]}]";
    private static final HostId A = new HostId("a");

    private static ClusterFile file(String text) {
        return ClusterFile.parse("test", "hosts: [{name: a, uri: x}, {name: b, uri: y}]\n" + text, Path.of("beside"));
    }

    private static Inventory.Builder inventory(Vm... vms) {
        Inventory.Builder inventory =
                Inventory.builder(Instant.EPOCH).host(Host.of("a", 8, 64)).host(Host.of("b", 8, 64));
        for (Vm vm : vms) {
            inventory.vm(vm, A);
        }
        return inventory;
    }

    private static Vm vm(String id, String name) {
        return Vm.of(id, 1, 1).withName(name);
    }

    private static PlacementProblem problem(ClusterFile file, Inventory inventory) {
        Fleet fleet = inventory.with(new FileRules(file).rules(inventory));
        Scenarios scenarios = Scenarios.of(fleet, Instant.EPOCH, Duration.ofMinutes(5), 1, 1, (v, r, t, s) -> 1);
        return PlacementProblem.builder(scenarios, ObjectiveWeights.CONTENTION_ONLY)
                .terms(FileTerms.of(file))
                .build();
    }

    @Test
    void meansVmsByNameAndByIdInWhateverFleetItIsAskedAbout() {
        PlacementTerm term = FileTerms.of(file(PETS)).get(0);
        PlacementProblem first =
                problem(file(PETS), inventory(vm("1", "db"), vm("web", "other")).build());
        PlacementProblem second = problem(
                file(PETS),
                inventory(vm("2", "x"), vm("1", "y"), vm("3", "web")).build());

        assertThat(term.amount(first, first.fleet().placementOf(new int[] {1, 1})))
                .isEqualTo(2);
        assertThat(term.begin(second).concerns(0)).isFalse();
        assertThat(term.begin(second).concerns(2)).isTrue();
        assertThat(term.begin(first).concerns(0)).isTrue();
    }

    @Test
    void whoCannotBeToldIsHeldWithAllOthersOfTheTerm() {
        Inventory doubled =
                inventory(vm("1", "db"), vm("2", "db"), vm("3", "web")).build();

        assertThat(new FileRules(file(PETS)).rules(doubled).holds())
                .containsExactly(new Hold.UnclearVm(
                        "term pets",
                        "db",
                        Set.of(new VmId("1"), new VmId("2")),
                        Set.of(new VmId("1"), new VmId("2"), new VmId("3"))));
        assertThat(FileTerms.of(file(PETS))
                        .get(0)
                        .begin(problem(file(PETS), doubled))
                        .concerns(0))
                .isFalse();
    }

    @Test
    void aVmThatIsSwitchedOffIsNoMistake() {
        Inventory off = inventory(vm("3", "web")).dormant(new VmId("1"), "db").build();

        assertThat(new FileRules(file(PETS)).rules(off).holds()).isEmpty();
    }

    @Test
    void aProblemThatIsShippedFindsItsTermsByTheirNames() throws Exception {
        ClusterFile file = file(PETS);
        PlacementProblem problem =
                problem(file, inventory(vm("1", "db"), vm("3", "web")).build());
        List<PlacementTerm> terms = FileTerms.of(file);

        PlacementProblem shipped = Exchange.problem(Exchange.encode(problem), terms);

        assertThat(shipped.terms()).isEqualTo(terms);
        assertThat(shipped.terms().get(0).begin(shipped).concerns(0)).isTrue();
    }
}
