package io.affinity.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/** The heat maps: hosts and buckets once, then a row of whole percents per policy and host, -1 where it was off. */
final class HeatMapJson {
    private static final int OFF = -1;

    private HeatMapJson() {}

    static void write(List<PolicyResults> policies, JsonGenerator json) throws IOException {
        HeatMap first = policies.get(0).heatMap();
        List<Integer> shown = ShownHosts.of(policies);
        json.writeObjectFieldStart("heat");
        json.writeNumberField("hostsTotal", first.hosts().size());
        ReportJson.writeTexts("hosts", shown.stream().map(first.hosts()::get).toList(), json);
        json.writeNumberField("end", first.end().getEpochSecond());
        json.writeArrayFieldStart("times");
        for (Instant start : first.bucketStarts()) {
            json.writeNumber(start.getEpochSecond());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("cells");
        for (PolicyResults policy : policies) {
            json.writeStartArray();
            for (int host : shown) {
                writeRow(policy.heatMap(), host, json);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeRow(HeatMap map, int host, JsonGenerator json) throws IOException {
        json.writeStartArray();
        for (int bucket = 0; bucket < map.bucketStarts().size(); bucket++) {
            json.writeNumber(percent(map.utilization(host, bucket)));
        }
        json.writeEndArray();
    }

    /** Anything beyond capacity stays above 100, however little it is. */
    static int percent(float utilization) {
        if (Float.isNaN(utilization)) {
            return OFF;
        }
        int percent = Math.round(100 * utilization);
        return utilization > 1 ? Math.max(101, percent) : percent;
    }
}
