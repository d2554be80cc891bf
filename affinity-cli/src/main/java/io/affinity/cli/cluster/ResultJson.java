// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.core.advice.RulePrice;
import io.affinity.spi.placement.Bound;
import io.affinity.spi.placement.Objective;
import io.affinity.spi.placement.PlacementResult;
import io.affinity.spi.placement.PolicyConflict;
import java.io.IOException;
import java.util.List;

/** What a search came to, as fields of an object: how good it is, how good it could be, and what contradicts itself. */
final class ResultJson {

    private ResultJson() {}

    static void write(PlacementResult result, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("placement");
        if (result instanceof PlacementResult.Improved improved) {
            write(improved.after(), improved.bound(), json);
            writeConflicts(improved.conflicts(), json);
        } else if (result instanceof PlacementResult.Unchanged unchanged) {
            write(unchanged.objective(), unchanged.bound(), json);
            writeConflicts(unchanged.conflicts(), json);
        } else if (result instanceof PlacementResult.Refused refused) {
            json.writeStringField("refused", refused.explanation());
        }
        json.writeEndObject();
    }

    /** By how much less there would be of each without a rule. */
    static void writePrices(List<RulePrice> prices, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("prices");
        for (RulePrice price : prices) {
            json.writeStartObject();
            json.writeStringField("rule", price.rule());
            json.writeBooleanField("hard", price.strength().isHard());
            json.writeNumberField("migrations", price.migrations());
            ClusterJson.number("cost", price.cost(), json);
            ClusterJson.number("hardViolation", price.hardViolation(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void write(Objective reached, Bound bound, JsonGenerator json) throws IOException {
        ClusterJson.number("hardViolation", reached.hardViolation(), json);
        ClusterJson.number("cost", reached.cost(), json);
        json.writeObjectFieldStart("bound");
        ClusterJson.number("hardViolation", bound.hardViolation(), json);
        ClusterJson.number("cost", bound.cost(), json);
        json.writeEndObject();
    }

    private static void writeConflicts(List<PolicyConflict> conflicts, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("conflicts");
        for (PolicyConflict conflict : conflicts) {
            json.writeStartArray();
            for (String policy : conflict.policies()) {
                json.writeString(policy);
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }
}
