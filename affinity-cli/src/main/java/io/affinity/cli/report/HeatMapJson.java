// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * The heat maps: hosts and buckets once, then for each policy those of the scarcest resource and of each resource, a byte for each
 * host and bucket in base64: whole percents up to {@value #MOST}, which stands for more as well, and {@value #OFF} where it was off.
 */
final class HeatMapJson {
    static final int OFF = 255;
    static final int MOST = 254;

    private HeatMapJson() {}

    static void write(List<PolicyResults> policies, JsonGenerator json) throws IOException {
        HeatMap first = policies.get(0).heatMap();
        Set<String> resources = policies.get(0).heatMapByResource().keySet();
        List<Integer> shown = ShownHosts.of(policies);
        json.writeObjectFieldStart("heat");
        json.writeNumberField("hostsTotal", first.hosts().size());
        ReportJson.writeTexts("hosts", shown.stream().map(first.hosts()::get).toList(), json);
        ReportJson.writeTexts("resources", resources, json);
        json.writeNumberField("end", first.end().getEpochSecond());
        json.writeArrayFieldStart("times");
        for (Instant start : first.bucketStarts()) {
            json.writeNumber(start.getEpochSecond());
        }
        json.writeEndArray();
        json.writeArrayFieldStart("cells");
        for (PolicyResults policy : policies) {
            json.writeStartArray();
            json.writeString(cells(policy.heatMap(), shown));
            for (String resource : resources) {
                json.writeString(cells(policy.heatMapByResource().getOrDefault(resource, policy.heatMap()), shown));
            }
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static String cells(HeatMap map, List<Integer> hosts) {
        int buckets = map.bucketStarts().size();
        byte[] cells = new byte[hosts.size() * buckets];
        for (int row = 0; row < hosts.size(); row++) {
            for (int bucket = 0; bucket < buckets; bucket++) {
                cells[row * buckets + bucket] = (byte) percent(map.utilization(hosts.get(row), bucket));
            }
        }
        return Base64.getEncoder().encodeToString(cells);
    }

    /** Anything beyond capacity stays above 100, however little it is. */
    static int percent(float utilization) {
        if (Float.isNaN(utilization)) {
            return OFF;
        }
        int percent = Math.min(MOST, Math.round(100 * utilization));
        return utilization > 1 ? Math.max(101, percent) : percent;
    }
}
