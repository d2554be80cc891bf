// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HtmlReportTest {
    private static final String ATTACK = "</script><script>alert(1)</script><!-- {{script}} \" ' &";

    @Test
    void hostileTextsStayTextEverywhere() throws IOException {
        String page = page(hostile());

        assertThat(page).doesNotContain("alert(1)</script>").doesNotContain("<!-- {{");
        assertThat(Pattern.compile("<script").matcher(page).results()).hasSize(3);
        assertThat(Pattern.compile("</script").matcher(page).results()).hasSize(3);
        assertThat(data(page)).doesNotContain("<").doesNotContain(">").doesNotContain("&");
        assertThat(texts(data(page))).contains(ATTACK, ATTACK + " vm", ATTACK + " reason", ATTACK + " note");
    }

    @Test
    void aFillingThatLooksLikeAHoleIsNotFilled() throws IOException {
        assertThat(page(hostile())).contains("&lt;!-- {{script}} &quot; &#39; &amp;</title>");
    }

    @Test
    void loadsNothingFromANetwork() throws IOException {
        String page = page(SampleReport.of(5, 24, 20));

        assertThat(page)
                .doesNotContainPattern("(?i)(src|href|action|poster|data)\\s*=\\s*[\"']?(https?:)?//")
                .doesNotContainPattern("(?i)url\\(\\s*[\"']?(https?:)?//")
                .doesNotContainPattern("(?i)@import|\\bfetch\\(|XMLHttpRequest|WebSocket|sendBeacon|importScripts")
                .contains("default-src 'none'");
        assertThat(Pattern.compile("<(script|link|img|iframe)[^>]*\\ssrc=")
                        .matcher(page)
                        .find())
                .isFalse();
    }

    @Test
    void carriesTheLicenseOfTheChartLibrary() throws IOException {
        assertThat(page(SampleReport.of(2, 2, 0)))
                .contains("The MIT License (MIT)")
                .contains("Copyright (c) 2022 Leon Sorokin");
    }

    @Test
    void equalReportsGiveEqualCharactersUnderAnyLocaleAndZone() throws IOException {
        String expected = page(SampleReport.of(6, 30, 50));
        Locale locale = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
            assertThat(page(SampleReport.of(6, 30, 50))).isEqualTo(expected);
        } finally {
            Locale.setDefault(locale);
            TimeZone.setDefault(zone);
        }
    }

    @Test
    void listsTheFirstMigrationsAndCountsAllOfThem() throws IOException {
        String data = data(page(SampleReport.of(10, 48, 26_000)));

        assertThat(data).contains("\"total\":26000");
        assertThat(arraySizes(data, "rows")).containsExactly(0, MigrationJson.MOST_ROWS, 312, 248);
    }

    @Test
    void migrationsAreListedInOrderOfTheirStart() throws IOException {
        String data = data(page(oneHost(List.of(
                migration("later", SampleReport.START.plusSeconds(60)), migration("first", SampleReport.START)))));

        assertThat(texts(data)).containsSubsequence("first", "later");
    }

    @Test
    void longReasonsAreCutVisibly() throws IOException {
        List<String> reasons = new ArrayList<>(Collections.nCopies(10, "short"));
        reasons.set(0, "x".repeat(2000));
        MigrationRow migration = new MigrationRow(
                SampleReport.START, Duration.ofSeconds(1), Duration.ZERO, "vm", "a", "b", "completed", 12.5, reasons);

        assertThat(texts(data(page(oneHost(List.of(migration))))))
                .contains("x".repeat(300) + "\u2026", "\u2026 and 2 more");
    }

    @Test
    void staysSmallForAHundredHostsTwoWeeksAndManyMigrations() throws IOException {
        String page = page(SampleReport.of(100, 336, 26_000));

        assertThat(page.getBytes(StandardCharsets.UTF_8).length)
                .as("with the forecasts of 1,200 VMs")
                .isLessThan(3_500_000);
    }

    @Test
    void aLargeFleetShowsTheHostsWithTheMostDemandBeyondCapacity() throws IOException {
        float[][] rows = new float[300][1000];
        rows[297][500] = 1.5f;
        List<String> hosts =
                IntStream.range(0, 300).mapToObj(host -> "h" + host).toList();
        List<Instant> starts = IntStream.range(0, 1000)
                .mapToObj(bucket -> SampleReport.START.plusSeconds(60L * bucket))
                .toList();

        String data = data(page(report(HeatMap.of(hosts, starts, rows), List.of())));

        assertThat(data).contains("\"hostsTotal\":300");
        assertThat(arraySizes(data, "hosts")).containsExactly(150);
        assertThat(texts(data)).contains("h297", "h148").doesNotContain("h149", "h298");
    }

    @Test
    void cellsAreBytesOfWholePercentsThatKeepOffAndBeyondCapacityApart() throws IOException {
        float[][] rows = {{0, .734f, 1, 1.0001f, 1.25f, Float.NaN}};
        List<Instant> starts = IntStream.range(0, 6)
                .mapToObj(bucket -> SampleReport.START.plusSeconds(60L * bucket))
                .toList();

        assertThat(data(page(report(HeatMap.of(List.of("h"), starts, rows), List.of()))))
                .contains("\"resources\":[\"cpu\"]", "\"cells\":[[\"AElkZX3/\",\"AElkZX3/\"]]");
    }

    @Test
    void longForecastsAreCutToWholeOriginsAndSaySo() throws IOException {
        List<ForecastFan.Step> steps = IntStream.rangeClosed(1, 1000)
                .mapToObj(step -> new ForecastFan.Step(SampleReport.START.plusSeconds(60L * step + 600), 1, 1, 1, 1, 1))
                .toList();
        List<ForecastFan.OriginFan> origins = IntStream.range(0, 9)
                .mapToObj(origin -> new ForecastFan.OriginFan(SampleReport.START.plusSeconds(60L * origin), steps))
                .toList();
        List<ForecastFan.Observation> actual = IntStream.range(0, 3000)
                .mapToObj(i -> new ForecastFan.Observation(SampleReport.START.plusSeconds(60L * i), i))
                .toList();
        ForecastFan fan = new ForecastFan("vm", "cpu", "cores", actual, origins);
        SimulationReport plain = SampleReport.of(1, 1, 0);

        String data = data(page(new SimulationReport(
                "t",
                "1",
                0,
                List.of(),
                plain.policies(),
                Collections.nCopies(8, fan),
                List.of(),
                List.of(),
                ClusterPicture.NONE)));

        assertThat(arraySizes(data, "fans")).containsExactly(ForecastJson.MOST_FANS);
        assertThat(data).contains("\"fansTotal\":8", "\"originsTotal\":9", "\"actualTotal\":3000");
        String first = data.substring(
                data.indexOf("\"subject\""), data.indexOf("\"subject\"", data.indexOf("\"subject\"") + 1));
        assertThat(Pattern.compile("\"origin\":").matcher(first).results()).hasSize(2);
    }

    @Test
    void theHeatMapsSayOfWhichResourceTheyAre() throws IOException {
        String data = data(page(SampleReport.of(3, 5, 7)));

        assertThat(data).contains("\"resources\":[\"cpu\",\"memory\"]");
        assertThat(arraySizes(data, "cells")).containsExactly(4);
    }

    @Test
    void theWorstVmsOfEachPolicyAreShownUnderAll() throws IOException {
        String data = data(page(SampleReport.of(3, 5, 7)));

        assertThat(data).contains("\"worstVms\":[\"vm-0011\",\"vm-0010\"").contains("\"worstMinutes\":[[1200,1100,");
        assertThat(arraySizes(data, "worstVms")).containsExactly(10);
    }

    @Test
    void eachMigrationSaysWhatItSaved() throws IOException {
        MigrationRow migration = new MigrationRow(
                SampleReport.START,
                Duration.ofSeconds(1),
                Duration.ZERO,
                "vm",
                "a",
                "b",
                "completed",
                45.25,
                List.of());

        assertThat(data(page(oneHost(List.of(migration))))).contains("\"rows\":[[1772409600,1,0,0,1,2,0,45.25,[]]]");
    }

    @Test
    void everyVmHasItsForecast() throws IOException {
        String data = data(page(SampleReport.of(3, 5, 7)));

        assertThat(arraySizes(data, "series")).containsExactly(36);
        assertThat(data).contains("[\"vm-0035\",\"cpu\",\"cores\",");
    }

    @Test
    void theDataIsValidJson() throws IOException {
        assertThat(texts(data(page(SampleReport.of(3, 5, 7))))).contains("host-002", "predictive", "vm-0017");
    }

    @Test
    void missingValuesBecomeNull() throws IOException {
        assertThat(data(page(SampleReport.of(3, 5, 7))))
                .contains("\"label\":\"Longest downtime\",\"unit\":\"ms\",\"goal\":\"LOWER\",\"values\":[null,280,");
    }

    @Test
    void aPolicyNameUsedTwiceIsRejected() {
        PolicyResults policy = SampleReport.of(1, 1, 0).policies().get(0);

        assertThatThrownBy(() -> new SimulationReport(
                        "t",
                        "1",
                        0,
                        List.of(),
                        List.of(policy, policy),
                        List.of(),
                        List.of(),
                        List.of(),
                        ClusterPicture.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The policy name (none) must be unique.");
    }

    @Test
    void heatMapsOfDifferentHostsAreRejected() {
        PolicyResults small = SampleReport.of(1, 1, 0).policies().get(0);
        PolicyResults large = SampleReport.of(2, 1, 0).policies().get(1);

        assertThatThrownBy(() -> new SimulationReport(
                        "t",
                        "1",
                        0,
                        List.of(),
                        List.of(small, large),
                        List.of(),
                        List.of(),
                        List.of(),
                        ClusterPicture.NONE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("hosts and buckets");
    }

    @Test
    void intervalsThatAreNotNestedAreRejected() {
        assertThatThrownBy(() -> new ForecastFan.Step(SampleReport.START, 1, 0, 2, .5, 3))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must lie inside the 95 % interval");
    }

    @Test
    void negativeUtilizationIsRejected() {
        assertThatThrownBy(() -> HeatMap.of(List.of("h"), List.of(SampleReport.START), new float[][] {{-.1f}}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("(-0.1) of host (h)");
    }

    @Test
    void aHeatMapKeepsItsOwnCopyOfTheRows() {
        float[][] rows = {{.5f}};
        HeatMap map = HeatMap.of(List.of("h"), List.of(SampleReport.START), rows);
        rows[0][0] = 9;

        assertThat(map.utilization(0, 0)).isEqualTo(.5f);
    }

    static String page(SimulationReport report) throws IOException {
        StringWriter out = new StringWriter();
        HtmlReport.write(report, out);
        return out.toString();
    }

    private static String data(String page) {
        String opening = "<script id=\"report-data\" type=\"application/json\">";
        int start = page.indexOf(opening) + opening.length();
        return page.substring(start, page.indexOf("</script>", start));
    }

    /** Parses all of it, so that broken JSON fails. */
    private static List<String> texts(String json) throws IOException {
        List<String> texts = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_STRING) {
                    texts.add(parser.getText());
                }
            }
        }
        return texts;
    }

    private static List<Integer> arraySizes(String json, String field) throws IOException {
        List<Integer> sizes = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.START_ARRAY && field.equals(parser.currentName())) {
                    int size = 0;
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        parser.skipChildren();
                        size++;
                    }
                    sizes.add(size);
                }
            }
        }
        return sizes;
    }

    private static MigrationRow migration(String vm, Instant start) {
        return new MigrationRow(
                start, Duration.ofSeconds(9), Duration.ofMillis(80), vm, "a", "b", "done", Double.NaN, List.of());
    }

    private static SimulationReport oneHost(List<MigrationRow> migrations) {
        return report(HeatMap.of(List.of("a"), List.of(SampleReport.START), new float[][] {{.5f}}), migrations);
    }

    private static SimulationReport report(HeatMap map, List<MigrationRow> migrations) {
        PolicyResults policy = new PolicyResults(
                "none", "", PolicyRole.BASELINE, List.of(), Map.of(), map, Map.of("cpu", map), Map.of(), migrations);
        return new SimulationReport(
                "title", "1", 1, List.of(), List.of(policy), List.of(), List.of(), List.of(), ClusterPicture.NONE);
    }

    private static SimulationReport hostile() {
        MigrationRow migration = new MigrationRow(
                SampleReport.START,
                Duration.ofSeconds(9),
                Duration.ofMillis(80),
                ATTACK + " vm",
                ATTACK,
                ATTACK,
                ATTACK,
                1,
                List.of(ATTACK + " reason"));
        PolicyResults policy = new PolicyResults(
                ATTACK,
                ATTACK,
                PolicyRole.BASELINE,
                List.of(Figure.lowerIsBetter(ATTACK, ATTACK, ATTACK, 1)),
                Map.of(ATTACK, 1.0),
                HeatMap.of(List.of(ATTACK), List.of(SampleReport.START), new float[][] {{.5f}}),
                Map.of(ATTACK, HeatMap.of(List.of(ATTACK), List.of(SampleReport.START), new float[][] {{.5f}})),
                Map.of(ATTACK + " worst", 1.0),
                List.of(migration));
        ForecastFan fan = new ForecastFan(
                ATTACK,
                ATTACK,
                ATTACK,
                List.of(new ForecastFan.Observation(SampleReport.START.plusSeconds(60), 1)),
                List.of(new ForecastFan.OriginFan(
                        SampleReport.START,
                        List.of(new ForecastFan.Step(SampleReport.START.plusSeconds(60), 1, .5, 1.5, 0, 2)))));
        return new SimulationReport(
                ATTACK,
                ATTACK,
                1,
                List.of(new SetupLine(ATTACK, ATTACK)),
                List.of(policy),
                List.of(fan),
                List.of(ATTACK + " together"),
                List.of(ATTACK + " note"),
                new ClusterPicture(
                        List.of(ATTACK + " remark"),
                        List.of(new DemandLine(ATTACK, ATTACK, 1, 1, List.of(SampleReport.START), List.of(1.0))),
                        new ForecastStrips(
                                List.of(SampleReport.START),
                                List.of(Duration.ofHours(1)),
                                List.of(new ForecastStrip(ATTACK + " vm", ATTACK, ATTACK, 1, "AAAA"))),
                        new Calibration(
                                List.of(.5),
                                List.of(new Calibration.Line(ATTACK, 1, List.of(.5), .8, .95)),
                                List.of(ATTACK)),
                        List.of(new WhatIfAnswer(
                                ATTACK + " question",
                                List.of(ATTACK),
                                List.of(new WhatIfAnswer.Row(
                                        ATTACK, List.of(new WhatIfAnswer.Cell(ATTACK, ATTACK, ATTACK))))))));
    }
}
