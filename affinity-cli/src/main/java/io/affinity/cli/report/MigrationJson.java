// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The migrations: counts by outcome and time bin over all of them, and the first rows of each policy in full. Texts
 * stand once in a table, because names and reasons repeat.
 */
final class MigrationJson {
    static final int MOST_ROWS = 1000;
    private static final int MOST_REASONS = 8;
    private static final int LONGEST_REASON = 300;

    private MigrationJson() {}

    static void write(List<PolicyResults> policies, JsonGenerator json) throws IOException {
        TimeBins bins = TimeBins.covering(policies);
        List<String> outcomes = outcomes(policies);
        TextTable texts = new TextTable();
        json.writeObjectFieldStart("bins");
        json.writeNumberField("start", bins.start());
        json.writeNumberField("width", bins.width());
        json.writeNumberField("count", bins.count());
        json.writeEndObject();
        ReportJson.writeTexts("outcomes", outcomes, json);
        json.writeArrayFieldStart("migrations");
        for (PolicyResults policy : policies) {
            json.writeStartObject();
            json.writeNumberField("total", policy.migrations().size());
            writeCounts(policy, outcomes, bins, json);
            writeRows(policy, outcomes, texts, json);
            json.writeEndObject();
        }
        json.writeEndArray();
        ReportJson.writeTexts("texts", texts.texts(), json);
    }

    /** Most frequent first, so that the usual outcome has the same color in every report. */
    private static List<String> outcomes(List<PolicyResults> policies) {
        Map<String, Integer> counts = new TreeMap<>();
        for (PolicyResults policy : policies) {
            policy.migrations().forEach(migration -> counts.merge(migration.outcome(), 1, Integer::sum));
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void writeCounts(PolicyResults policy, List<String> outcomes, TimeBins bins, JsonGenerator json)
            throws IOException {
        int[][] counts = new int[outcomes.size()][bins.count()];
        for (MigrationRow migration : policy.migrations()) {
            counts[outcomes.indexOf(migration.outcome())][bins.binOf(migration.start())]++;
        }
        json.writeArrayFieldStart("counts");
        for (int[] row : counts) {
            json.writeArray(row, 0, row.length);
        }
        json.writeEndArray();
    }

    private static void writeRows(PolicyResults policy, List<String> outcomes, TextTable texts, JsonGenerator json)
            throws IOException {
        List<MigrationRow> first = policy.migrations().stream()
                .sorted(Comparator.comparing(MigrationRow::start))
                .limit(MOST_ROWS)
                .toList();
        json.writeArrayFieldStart("rows");
        for (MigrationRow migration : first) {
            json.writeStartArray();
            json.writeNumber(migration.start().getEpochSecond());
            ReportJson.writeNumber(migration.elapsed().toMillis() / 1000.0, 4, json);
            ReportJson.writeNumber(migration.downtime().toNanos() / 1e6, 4, json);
            json.writeNumber(texts.indexOf(migration.vm()));
            json.writeNumber(texts.indexOf(migration.source()));
            json.writeNumber(texts.indexOf(migration.target()));
            json.writeNumber(outcomes.indexOf(migration.outcome()));
            ReportJson.writeNumber(migration.savedMinutes(), 4, json);
            writeReasons(migration.reasons(), texts, json);
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void writeReasons(List<String> reasons, TextTable texts, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (String reason : reasons.subList(0, Math.min(MOST_REASONS, reasons.size()))) {
            json.writeNumber(texts.indexOf(
                    reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "\u2026" : reason));
        }
        if (reasons.size() > MOST_REASONS) {
            json.writeNumber(texts.indexOf("\u2026 and " + (reasons.size() - MOST_REASONS) + " more"));
        }
        json.writeEndArray();
    }
}
