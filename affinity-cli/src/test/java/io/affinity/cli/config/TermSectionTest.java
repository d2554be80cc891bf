// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.affinity.cli.input.Mention;
import io.affinity.core.term.BalanceTerm;
import io.affinity.core.term.DependencyTerm;
import io.affinity.core.term.DistanceTerm;
import io.affinity.core.term.DistanceTerm.Between;
import io.affinity.core.term.FragmentTerm;
import io.affinity.core.term.GroupMoveTerm;
import io.affinity.core.term.LoadKind;
import io.affinity.core.term.LoadTerm;
import io.affinity.core.term.MigrationCostTerm;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Strength;
import io.affinity.spi.model.TopologyLevel;
import io.affinity.spi.model.VmId;
import io.affinity.spi.placement.PlacementTerm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermSectionTest {

    private static final String HOSTS = "hosts: [{name: a, uri: x, rack: r1}, {name: b, uri: y, rack: r2}]\n";

    private static ClusterFile parse(String text) {
        return ClusterFile.parse("test", HOSTS + text, Path.of("beside"));
    }

    private static PlacementTerm term(String text) {
        return parse("terms: [{name: mine, " + text + "}]").terms().get(0).asSaid();
    }

    @Test
    void readsEveryKindOfTerm() {
        assertThat(term("kind: load-above, resource: memory, share: 0.8, load: promised, weight: 2"))
                .isEqualTo(new LoadTerm("mine", Strength.soft(2), Resource.MEMORY, 0.8, LoadKind.PROMISED));
        assertThat(term("kind: unbalanced-rest, resource: cpu, beside: memory, ratio: 4, load: demand, weight: 0.1"))
                .isEqualTo(
                        new BalanceTerm("mine", Strength.soft(0.1), Resource.CPU, Resource.MEMORY, 4, LoadKind.DEMAND));
        assertThat(term("kind: fragments, resource: memory, size: {cpu: 4, memory: 16GiB}, weight: 0.1"))
                .isEqualTo(new FragmentTerm(
                        "mine",
                        Strength.soft(0.1),
                        Map.of(Resource.CPU, 4.0, Resource.MEMORY, 0x1p34),
                        Resource.MEMORY,
                        LoadKind.PROMISED));
        assertThat(term("kind: dependency, vms: [web-1, web-2], needs: db, level: rack"))
                .isEqualTo(new DependencyTerm(
                        "mine", Strength.hard(), vms("web-1", "web-2"), vms("db"), TopologyLevel.RACK));
        assertThat(term("kind: largest-group-move, weight: 1"))
                .isEqualTo(GroupMoveTerm.ofTenants("mine", Strength.soft(1)));
        assertThat(term("kind: largest-group-move, groups: {web: [web-1, web-2], db: [db]}, weight: 1"))
                .isEqualTo(new GroupMoveTerm("mine", Strength.soft(1), List.of(vms("web-1", "web-2"), vms("db"))));
        assertThat(term("kind: migration-cost, vms: [db], weight: 5"))
                .isEqualTo(new MigrationCostTerm("mine", Strength.soft(5), vms("db")));
        assertThat(term("kind: distance, level: rack, weight: 3, distances: [{between: [r1, r2], distance: 0.5}]"))
                .isEqualTo(new DistanceTerm(
                        "mine", Strength.soft(3), TopologyLevel.RACK, List.of(new Between("r1", "r2", 0.5))));
    }

    private static Set<VmId> vms(String... names) {
        return Set.copyOf(List.of(names).stream().map(VmId::new).toList());
    }

    @Test
    void takesDefaultsWhereNothingIsSaid() {
        assertThat(term("kind: load-above, resource: cpu, share: 0.8"))
                .as("hard, of what is wanted")
                .isEqualTo(new LoadTerm("mine", Strength.hard(), Resource.CPU, 0.8, LoadKind.DEMAND));
        assertThat(((DependencyTerm) term("kind: dependency, vms: a, needs: b")).level())
                .isEqualTo(TopologyLevel.HOST);
        assertThat(parse("mode: observe").terms()).isEmpty();
    }

    @Test
    void theExampleOfTheDocumentIsRight() throws IOException {
        String document = Files.readString(Path.of("..", "docs", "cluster-file.md"));
        int begin = document.indexOf("```yaml\nterms:") + "```yaml\n".length();

        assertThat(parse(document.substring(begin, document.indexOf("```", begin)))
                        .terms())
                .hasSize(7);
    }

    @Test
    void knowsWhereVmsAreNamed() {
        ClusterFile file = parse("""
                terms:
                  - {name: near, kind: dependency, vms: [web], needs: [db]}
                  - {name: fair, kind: largest-group-move, weight: 1, groups: {all: [a, b]}}
                """);

        assertThat(file.places().vms())
                .extracting(Mention::key)
                .containsExactly(
                        "terms[0].vms[0]", "terms[0].needs[0]", "terms[1].groups.all[0]", "terms[1].groups.all[1]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "terms: [{name: x}] | test:2: terms[0].kind: is missing.",
                "terms: [{name: x, kind: dependancy}] | test:2: terms[0].kind: must be one of load-above, unbalanced-rest, fragments, dependency, largest-group-move, migration-cost, distance, not \"dependancy\"; did you mean dependency?",
                "terms: [{name: x, kind: distance, level: rack}] | test:2: terms[0].weight: is missing.",
                "terms: [{name: x, kind: distance, weight: 1}] | test:2: terms[0].level: is missing.",
                "terms: [{name: x, kind: distance, weight: 1, levle: rack}] | test:2: terms[0].levle: is not known; did you mean level?",
                "terms: [{name: x, kind: distance, weight: 0, level: rack}] | test:2: terms[0].weight: must be a number above 0.0 and at most 1000000.0, not \"0\".",
                "terms: [{name: x, kind: distance, weight: 1, level: row}] | test:2: terms[0].level: must be host or rack or zone, not \"row\".",
                "terms: [{name: x, kind: distance, weight: 1, level: zone}] | test:2: terms[0].level: no host has a zone; say hosts[].zone of them, or make the level host.",
                "terms: [{name: x, kind: distance, weight: 1, level: rack, distances: [{between: [r1, r3], distance: 2}]}] | test:2: terms[0].distances[0].between[1]: no such rack (r3)",
                "terms: [{name: x, kind: distance, weight: 1, level: rack, distances: [{between: [r1], distance: 2}]}] | test:2: terms[0].distances[0]: between must name two fault domains.",
                "terms: [{name: x, kind: distance, weight: 1, level: rack, distances: [{between: [r1, r2], distance: 1e9}]}] | distances[0].distance: must be a number from 0.0 to 1000.0",
                "terms: [{name: x, kind: distance, weight: 1, level: rack, distances: [{between: [r1, r2], distance: 1}, {between: [r2, r1], distance: 2}]}] | test:2: terms[0]: The distance between r2 and r1 of term x must not be given twice.",
                "terms: [{name: X Y, kind: migration-cost, weight: 1, vms: [a]}] | test:2: terms[0]: The name of a term (X Y) must be of lower case letters and digits",
                "terms: [{name: contention, kind: migration-cost, weight: 1, vms: [a]}] | test:2: terms[0].name: the name contention must be its own, and is that of an amount of every objective.",
                "terms: [{name: x, kind: migration-cost, weight: 1, vms: []}] | test:2: terms[0].vms: must name at least one.",
                "terms: [{name: x, kind: migration-cost, weight: 1, vms: [a, a]}] | test:2: terms[0].vms[1]: must not be given twice (a).",
                "terms: [{name: x, kind: load-above, resource: cpu, share: 80}] | test:2: terms[0].share: must be a number from 0.0 to 10.0, not \"80\".",
                "terms: [{name: x, kind: load-above, resource: ram, share: 1}] | test:2: terms[0].resource: must be one of cpu, memory, network, disk-throughput, disk-operations, not \"ram\".",
                "terms: [{name: x, kind: load-above, resource: network, share: 1}] | test:2: terms[0].resource: no host has a capacity of network; say hosts[].resources.network.capacity of all of them.",
                "terms: [{name: x, kind: load-above, resource: cpu, share: 1, load: wanted}] | test:2: terms[0].load: must be demand or promised, not \"wanted\".",
                "terms: [{name: x, kind: unbalanced-rest, resource: cpu, beside: cpu, ratio: 1, weight: 1}] | test:2: terms[0]: The two resources of term x (cpu) must not be the same.",
                "terms: [{name: x, kind: fragments, resource: cpu, weight: 1}] | test:2: terms[0].size: is missing.",
                "terms: [{name: x, kind: fragments, resource: cpu, size: {memory: 4GiB}, weight: 1}] | test:2: terms[0]: The resource of term x (cpu) must be one of those of the size [memory].",
                "terms: [{name: x, kind: fragments, resource: cpu, size: {cpu: 0}, weight: 1}] | test:2: terms[0].size.cpu: must be a number above 0.0",
                "terms: [{name: x, kind: dependency, vms: [a, b], needs: [b]}] | test:2: terms[0].needs: must not name \"b\", which vms names as well.",
                "terms: [{name: x, kind: largest-group-move, weight: 1, groups: {p: [a], q: [b, a]}}] | test:2: terms[0].groups.q: must not name \"a\", which is in \"p\".",
                "terms: [{name: x, kind: largest-group-move, weight: 1, groups: {p: []}}] | test:2: terms[0].groups.p: must name at least one.",
            })
    void saysWhereATermIsWrongAndWhatWouldBeRight(String text, String message) {
        assertThatThrownBy(() -> parse(text))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "terms: [{name: x, kind: largest-group-move, weight: 2}, TERM] | terms[1].name: the name x must be its own, and is that of the term on line 2.",
                "plug-ins: {terms: [x]}\\nterms: [TERM] | terms[0].name: the name x must be its own, and is that of one of plug-ins.terms.",
                "policies: [{name: x, kind: anti-affinity, vms: [a, b]}]\\nterms: [TERM] | terms[0].name: the name x must be its own, and is that of a policy.",
            })
    void eachHasANameOfItsOwn(String text, String message) {
        String whole = text.replace("\\n", "\n").replace("TERM", "{name: x, kind: largest-group-move, weight: 1}");

        assertThatThrownBy(() -> parse(whole))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(message);
    }
}
