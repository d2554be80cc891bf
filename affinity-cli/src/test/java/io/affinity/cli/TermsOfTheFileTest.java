// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import static org.assertj.core.api.Assertions.assertThat;

import acme.MeasuredLoads;
import acme.RackedHosts;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.inventory.InventorySource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What terms of a cluster file change: web has to leave the host of db, for one in another rack or for one in its own. */
class TermsOfTheFileTest {

    private static final String APART = "policies: [{name: apart, kind: anti-affinity, vms: [web, db]},"
            + " {name: db-stays, kind: pinned, vm: db, host: first}]\n";

    @TempDir
    Path folder;

    @BeforeEach
    void providePlugIns() throws IOException {
        Path services = Files.createDirectories(folder.resolve("plug-ins/META-INF/services"));
        Files.writeString(services.resolve(InventorySource.class.getName()), RackedHosts.class.getName());
        Files.writeString(services.resolve(DemandSource.class.getName()), MeasuredLoads.class.getName());
    }

    private String file(String terms) throws IOException {
        return file("loop: {step: 1s, history: 1h, learn: 0s}\nprediction: {horizon: 10s}", terms);
    }

    private String file(String loop, String terms) throws IOException {
        return Files.writeString(
                        folder.resolve("cluster.yaml"),
                        "plug-ins: {inventory: racked-hosts, demand: measured-loads}\n" + loop + "\nstate: "
                                + folder.resolve("state") + "\n" + APART + terms + "\n")
                .toString();
    }

    private Program start(String... arguments) throws IOException {
        return Program.start(folder, folder.resolve("plug-ins"), arguments);
    }

    private String plan(String terms, String... more) throws Exception {
        String[] arguments = new String[3 + more.length];
        arguments[0] = "plan";
        arguments[1] = "--config";
        arguments[2] = file(terms);
        System.arraycopy(more, 0, arguments, 3, more.length);
        try (Program program = start(arguments)) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            return program.out();
        }
    }

    @Test
    void withoutATermARackIsLikeAnother() throws Exception {
        assertThat(plan("")).contains("1. web from first to second");
    }

    @Test
    void whoeverIsToStayNearGoesToAHostInTheRack() throws Exception {
        assertThat(plan("terms: [{name: stay-near, kind: distance, level: rack, weight: 3}]"))
                .contains("1. web from first to third");
    }

    @Test
    void aHardDependencyIsKeptAndNamedAsTheRuleThatExcludes() throws Exception {
        String out = plan("terms: [{name: near-db, kind: dependency, vms: web, needs: db, level: rack}]", "--prices");

        assertThat(out)
                .contains("1. web from first to third", "The rule near-db rules out second.")
                .containsPattern("near-db +hard +\\+0 ");
    }

    @Test
    void aTermIsAReasonByItsName() throws Exception {
        String out = plan("terms: [{name: roomy, kind: load-above, resource: cpu, share: 0.2, weight: 5}]");

        assertThat(out).contains("1. web from first to third", "The rule roomy is kept then, and is not now (by 0.4).");
    }

    @Test
    void aNameThatFitsNobodyIsToldAndWhoIsNamedBesideStays() throws Exception {
        assertThat(plan("terms: [{name: near-db, kind: dependency, vms: web, needs: dbb, level: rack}]"))
                .contains("\"dbb\" in term near-db fits no VM; until that is clear, these stay where they are: web.")
                .doesNotContain("1. web");
        try (Program program = start(
                "check",
                "--config",
                file("terms: [{name: near-db, kind: dependency, vms: web,"
                        + " needs: dbb}, {name: far, kind: distance, level: rack, weight: 1,"
                        + " distances: [{between: [left, rihgt], distance: 2}]}]"))) {
            assertThat(program.exitCode()).isEqualTo(2);
            assertThat(program.out())
                    .contains(
                            "terms[0].needs[0]: no such VM (dbb); did you mean db?",
                            "terms[1].distances[0].between[1]: no host is in the rack (rihgt); did you mean right?");
        }
    }

    @Test
    void aSimulationKeepsThemAsWell() throws Exception {
        StringBuilder rows = new StringBuilder("time,vm,cpu\n");
        for (int step = 0; step < 288; step++) {
            for (String vm : List.of("web", "db", "cache")) {
                rows.append(
                        String.format(Locale.ROOT, "2026-03-02T%02d:%02d:00Z,%s,1%n", step / 12, step % 12 * 5, vm));
            }
        }
        String trace = Files.writeString(folder.resolve("trace.csv"), rows).toString();

        assertThat(simulated("", trace)).containsPattern("\"migrations\" ?: ?[1-9]");
        assertThat(simulated("terms: [{name: near-db, kind: dependency, vms: web, needs: db}]", trace))
                .as("either rule is hard, and only one of them is kept at present")
                .containsPattern("\"migrations\" ?: ?0");
    }

    private String simulated(String terms, String trace) throws Exception {
        try (Program program = start(
                "simulate",
                "--config",
                file("loop: {step: 5m}", terms),
                "--trace",
                trace,
                "--policy",
                "predictive",
                "--no-report",
                "-o",
                "json")) {
            assertThat(program.exitCode()).as(program.err()).isZero();
            return program.out();
        }
    }
}
