// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

import static org.assertj.core.api.Assertions.assertThat;

import io.affinity.benchmarks.command.Benchmark;
import io.affinity.benchmarks.tables.BenchRun.Format;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** With tables of benchmarks that take no time. */
class TablesBenchmarkTest {

    private static final Benchmark GOOD = (arguments, out, err) -> {
        out.println("| a | b |\n|---|---|\n| 1 | 2 |");
        int json = arguments.indexOf("--json");
        if (json >= 0) {
            Files.writeString(Path.of(arguments.get(json + 1)), "{\"b\": 2}");
        }
        return 0;
    };

    private static final Benchmark REFUSING = (arguments, out, err) -> {
        err.println("bench refusing: The trace must be better.");
        return 2;
    };

    private static final Benchmark THROWING = (arguments, out, err) -> {
        out.println("half a table");
        throw new IllegalStateException("no such luck");
    };

    private static final Benchmark JUDGING = (arguments, out, err) -> {
        out.println("| worse |");
        return 1;
    };

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    private static Table table(String name, String heading, Benchmark benchmark) {
        BenchRun run = new BenchRun(name, benchmark, Arguments.NONE.and("--size 3"), Format.TEXT_AND_JSON);
        return new Table(name, heading, "", data -> List.of(run));
    }

    private static Table needing(String name, String heading) {
        return new Table(name, heading, "--m4", data -> List.of());
    }

    private int run(List<Table> tables, String... arguments) throws Exception {
        return new TablesBenchmark(tables)
                .run(
                        List.of(arguments),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private static List<String> lines(String text) {
        return text.lines().filter(line -> !line.isEmpty()).toList();
    }

    private static String text(ByteArrayOutputStream stream) {
        return stream.toString(StandardCharsets.UTF_8);
    }

    @Test
    void tablesStandUnderTheHeadingsOfTheDocumentWithTheirCommandLines() throws Exception {
        int code = run(List.of(
                table("first", "# Performance", GOOD),
                table("second", "## Migrations", GOOD),
                table("third", "## Migrations", GOOD)));

        assertThat(code).isZero();
        List<String> lines = lines(text(out));
        assertThat(lines.get(1))
                .matches("Commit (unknown|[0-9a-f]{40,64}(-dirty)?), Java .*, by `benchmarks/bench tables`");
        assertThat(lines.subList(2, lines.size()))
                .containsExactly(
                        "### first",
                        "`benchmarks/bench first --size 3`",
                        "| a | b |",
                        "|---|---|",
                        "| 1 | 2 |",
                        "## Migrations",
                        "### second",
                        "`benchmarks/bench second --size 3`",
                        "| a | b |",
                        "|---|---|",
                        "| 1 | 2 |",
                        "### third",
                        "`benchmarks/bench third --size 3`",
                        "| a | b |",
                        "|---|---|",
                        "| 1 | 2 |",
                        "## All at once",
                        "- made: first, second, third");
    }

    @Test
    void aTableWithoutItsDataIsLeftOutByNameAndTheOptionIsSaid() throws Exception {
        assertThat(run(List.of(table("first", "# Performance", GOOD), needing("second", "## Migrations"))))
                .isZero();
        assertThat(lines(text(out)))
                .containsSequence("## Migrations", "### second", "Left out: it needs `--m4`.")
                .endsWith("- made: first", "- left out: second (`--m4`)");
    }

    @Test
    void tablesThatFailAreReportedAndTheOthersAreMade() throws Exception {
        int code = run(List.of(
                table("thrown", "# Performance", THROWING),
                table("refused", "# Performance", REFUSING),
                table("judged", "# Performance", JUDGING),
                table("last", "## Migrations", GOOD)));

        assertThat(code).isEqualTo(1);
        assertThat(lines(text(out)))
                .containsSequence(
                        "`benchmarks/bench thrown --size 3`",
                        "half a table",
                        "Failed: bench thrown: java.lang.IllegalStateException: no such luck")
                .contains("Failed: bench refusing: The trace must be better. (ended with 2)")
                .containsSequence("| worse |", "Failed: bench judged ended with 1")
                .endsWith("- made: last", "- failed: thrown, refused, judged");
    }

    @Test
    void onlyTheNamedTablesAreMadeInTheOrderOfTheDocument() throws Exception {
        List<Table> tables = List.of(
                table("a", "# Performance", GOOD),
                table("b", "# Performance", GOOD),
                table("c", "## Migrations", THROWING));

        assertThat(run(tables, "--only", "b,a")).isZero();
        assertThat(lines(text(out)))
                .containsSubsequence("### a", "### b")
                .endsWith("- made: a, b", "- not asked for: c");
    }

    @Test
    void aNameThatIsNoneIsRefusedWithThoseThatAre() throws Exception {
        assertThat(run(List.of(table("a", "# Performance", GOOD), needing("b", "# Performance")), "--only", "a,bb"))
                .isEqualTo(2);
        assertThat(lines(text(err))).containsExactly("bench tables: The table (bb) must be one of a, b.");
        assertThat(text(out)).isEmpty();
    }

    @Test
    void filesTakeMarkdownAndFiguresWhileTheProgressIsPrinted() throws Exception {
        Path markdown = folder.resolve("tables.md");
        Path json = folder.resolve("tables.json");
        List<Table> tables = List.of(
                table("a", "# Performance", GOOD),
                table("b", "# Performance", THROWING),
                needing("c", "# Performance"));

        assertThat(run(tables, "--out", markdown.toString(), "--json", json.toString()))
                .isEqualTo(1);

        assertThat(lines(text(out))).containsExactly("a: made", "b: failed", "c: left out");
        assertThat(Files.readString(markdown)).startsWith("# Performance").contains("| 1 | 2 |");
        assertThat(Files.readString(json))
                .contains("\"commit\" : ", "\"state\" : \"made\"", "\"figures\" : {\"b\": 2}")
                .contains("\"state\" : \"failed\"", "no such luck", "\"figures\" : null")
                .contains("\"state\" : \"left out\"", "\"needs\" : \"--m4\"");
    }

    @Test
    void aFileThatCannotBeWrittenIsSaidBeforeAnythingRuns() throws Exception {
        String json = folder.resolve("none").resolve("tables.json").toString();

        assertThat(run(List.of(table("a", "# Performance", THROWING)), "--json", json))
                .isEqualTo(2);
        assertThat(text(err))
                .startsWith("bench tables: --out and --json must be files")
                .contains("none");
        assertThat(text(out)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "--planetlab, 'The trace (no-such) must be one that exists.'",
        "--bitbrains, 'The trace (no-such) must be one that exists.'",
        "--m4, 'The folder of --m4 (no-such) must hold the file hourly-odd-train.csv.gz.'",
        "--lab, 'The folder of --lab (no-such) must be that of a running lab.'"
    })
    void dataThatAreNotThereAreSaidAtOnce(String option, String message) throws Exception {
        assertThat(run(List.of(table("a", "# Performance", THROWING)), option, "no-such"))
                .isEqualTo(2);
        assertThat(lines(text(err))).containsExactly("bench tables: " + message);
    }

    @Test
    void aRealTableThatFailsSaysWhatItsBenchmarkSaid() throws Exception {
        Path day = Files.writeString(folder.resolve("planetlab-20110303.csv"), "vm,t0,t1\na,1,2\n");

        int code = run(PerformanceTables.all(), "--planetlab", day.toString(), "--only", "contention,m4");

        assertThat(code).isEqualTo(1);
        assertThat(text(out))
                .contains("`benchmarks/bench contention --trace " + day + "`")
                .contains("Failed: bench contention: ", "must be at least 6")
                .contains("- failed: contention", "- left out: m4 (`--m4`)");
    }

    @Test
    void argumentsAreWrittenAsAShellTakesThem() {
        assertThat(CommandText.of("tables", Arrays.asList("--out", "a b's.md")))
                .isEqualTo("benchmarks/bench tables --out 'a b'\\''s.md'");
    }
}
