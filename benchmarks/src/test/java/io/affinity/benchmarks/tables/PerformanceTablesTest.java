// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PerformanceTablesTest {

    private static final TableData NONE = new TableData(List.of(), List.of(), null, null);

    @TempDir
    private Path folder;

    private static List<String> commands(String table, TableData data) {
        return PerformanceTables.all().stream()
                .filter(one -> one.name().equals(table))
                .flatMap(one -> one.runs().apply(data).stream())
                .map(BenchRun::command)
                .toList();
    }

    private static TableData parse(String... arguments) {
        TablesOptions options = new TablesOptions();
        new CommandLine(options).parseArgs(arguments);
        return options.data();
    }

    private Path file(String name) throws IOException {
        return Files.writeString(folder.resolve(name), "");
    }

    @Test
    void headingsAreThoseOfTheDocumentInItsOrder() throws IOException {
        List<String> document = Files.readAllLines(Path.of("..", "docs", "performance.md"));
        List<String> headings =
                PerformanceTables.all().stream().map(Table::heading).distinct().toList();

        assertThat(document).containsSubsequence(headings);
    }

    @Test
    void theDocumentSaysOfEachTableWhichDataItNeeds() throws IOException {
        List<String> document = Files.readAllLines(Path.of("..", "docs", "performance.md"));
        for (Table table : PerformanceTables.all()) {
            String needs = table.needs().isEmpty() ? "none" : "`" + table.needs() + "`";
            assertThat(document)
                    .as(table.name())
                    .anyMatch(line -> line.startsWith("| `")
                            && line.contains("`" + table.name() + "`")
                            && line.contains("| " + needs));
        }
    }

    @Test
    void tablesOfOneHeadingStandTogetherAndNoNameComesTwice() {
        List<Table> all = PerformanceTables.all();
        long changes = 1
                + IntStream.range(1, all.size())
                        .filter(i -> !all.get(i).heading().equals(all.get(i - 1).heading()))
                        .count();

        assertThat(all.stream().map(Table::heading).distinct().count()).isEqualTo(changes);
        assertThat(all).extracting(Table::name).doesNotHaveDuplicates();
    }

    @Test
    void withoutDataExactlyTheTablesThatNeedNoneAreMade() {
        Set<String> made = PerformanceTables.all().stream()
                .filter(table -> !table.runs().apply(NONE).isEmpty())
                .map(Table::name)
                .collect(Collectors.toSet());

        assertThat(made).containsExactlyInAnyOrder("score", "online");
        assertThat(PerformanceTables.all()).allMatch(table -> table.needs().isEmpty() == made.contains(table.name()));
    }

    @Test
    void eachTableIsMadeFromTheDataThatItNeedsAlone() throws IOException {
        file("hourly-odd-train.csv.gz");
        file("hourly-odd-test.csv.gz");
        file("planetlab-20110303.csv.gz");
        file("rnd-2013-7-cpu_pct.csv.gz");
        for (Table table : PerformanceTables.all()) {
            if (!table.needs().isEmpty()) {
                assertThat(table.runs().apply(parse(table.needs(), folder.toString())))
                        .as(table.name())
                        .isNotEmpty();
            }
        }
    }

    @Test
    void aFolderOfDaysStandsForThemInOrderAndAFolderOfVmsForItself() throws IOException {
        Path second = file("planetlab-20110306.csv.gz");
        Path first = file("planetlab-20110303.csv.gz");
        Path published = Files.createDirectory(folder.resolve("20110309"));
        file("README.md");

        assertThat(parse("--planetlab", folder.toString()).days()).containsExactly(published, first, second);
        assertThat(parse("--planetlab", published.toString(), first.toString()).days())
                .containsExactly(published, first);
    }

    @Test
    void aFolderOfMonthsStandsForItsColumnsOfCpu() throws IOException {
        Path cpu = file("rnd-2013-7-cpu_pct.csv.gz");
        file("rnd-2013-7-mem_used_kb.csv.gz");

        assertThat(parse("--bitbrains", folder.toString()).months()).containsExactly(cpu);
    }

    @Test
    void commandsAreThoseOfTheDocument() {
        TableData data = new TableData(
                List.of(Path.of("planetlab-20110303.csv.gz"), Path.of("planetlab-20110306.csv.gz")),
                List.of(Path.of("rnd-2013-7-cpu_pct.csv.gz")),
                Path.of("m4"),
                Path.of("lab"));
        String traces = "--trace planetlab-20110303.csv.gz --trace planetlab-20110306.csv.gz";
        String rolling = "benchmarks/bench rolling --trace rnd-2013-7-COLUMN.csv.gz --times rnd-2013-7-time.csv.gz"
                + " --periods 288,2016 --train 6048 --horizon 12,288 --stride 12 --model auto";

        assertThat(commands("cloudsim", data)).containsExactly("benchmarks/bench cloudsim " + traces);
        assertThat(commands("days", data))
                .containsExactly(
                        "benchmarks/bench decisions " + traces + " --policies none,reactive,predictive,oracle");
        assertThat(commands("month-forecasts", data))
                .containsExactlyElementsOf(
                        Arrays.asList(rolling.replace("COLUMN", "cpu_pct"), rolling.replace("COLUMN", "mem_used_kb")));
        assertThat(commands("m4", data))
                .singleElement()
                .asString()
                .startsWith("benchmarks/bench peers-forecast --input m4/hourly-odd-train.csv.gz"
                        + " --test m4/hourly-odd-test.csv.gz --periods 24,168 --horizon 48 ");
        assertThat(commands("day-forecasts", data)).hasSize(2);
        assertThat(commands("migrations", data)).containsExactly("benchmarks/bench migrations --lab lab --count 100");
    }
}
