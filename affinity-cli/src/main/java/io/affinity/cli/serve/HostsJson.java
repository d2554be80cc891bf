// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.cli.cluster.ClusterView;
import io.affinity.cli.output.JsonText;
import io.affinity.core.balancing.Decision;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.Resource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/** How full hosts were, are, and are forecast to be. */
final class HostsJson {

    private final HostPast past;
    private final @Nullable ContentionForecast contention;
    private final JsonGenerator json;

    private HostsJson(HostPast past, @Nullable ContentionForecast contention, JsonGenerator json) {
        this.past = past;
        this.contention = contention;
        this.json = json;
    }

    static void write(Snapshot last, Setting setting, JsonGenerator json) throws IOException {
        ClusterView view = last.view();
        Fleet fleet = view == null ? null : view.report().fleet();
        Decision decision = view == null ? null : view.report().decision();
        Decision.Outlook outlook = decision == null ? null : decision.outlook();
        json.writeStringField("at", (view == null ? last.since() : view.report().at()).toString());
        json.writeNumberField("stepSeconds", setting.step().toMillis() / 1e3);
        JsonText.texts("measuredAt", last.measuredAt(), json);
        json.writeArrayFieldStart("hosts");
        if (fleet != null) {
            HostsJson writer =
                    new HostsJson(new HostPast(last.past()), outlook == null ? null : outlook.contention(), json);
            int[] vms = vms(fleet);
            for (int h = 0; h < vms.length; h++) {
                writer.host(fleet, h, vms[h]);
            }
        }
        json.writeEndArray();
    }

    private static int[] vms(Fleet fleet) {
        int[] vms = new int[fleet.hosts().size()];
        for (int host : fleet.hostIndexByVm()) {
            vms[host]++;
        }
        return vms;
    }

    private void host(Fleet fleet, int h, int vms) throws IOException {
        Host host = fleet.hosts().get(h);
        json.writeStartObject();
        json.writeStringField("host", host.id().value());
        json.writeStringField("state", host.state().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("vms", vms);
        json.writeArrayFieldStart("resources");
        for (int r = 0; r < fleet.resources().size(); r++) {
            Resource resource = fleet.resources().get(r);
            json.writeStartObject();
            json.writeStringField("resource", resource.name());
            json.writeStringField("unit", resource.unit());
            JsonText.number("usable", host.usable(r), json);
            JsonText.numbers("measured", past.of(host.id(), resource), json);
            forecast(h, r);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void forecast(int h, int r) throws IOException {
        ContentionForecast ahead = contention;
        LoadOutlook loads = ahead == null ? null : LoadedContention.loadsOf(ahead);
        if (ahead == null || loads == null) {
            json.writeNullField("forecast");
            return;
        }
        json.writeObjectFieldStart("forecast");
        numbers("mean", loads.steps(), t -> loads.mean(h, r, t));
        numbers("low", loads.steps(), t -> loads.low(h, r, t));
        numbers("high", loads.steps(), t -> loads.high(h, r, t));
        numbers("contention", ahead.steps(), t -> ahead.probability(h, r, t));
        json.writeEndObject();
    }

    private void numbers(String field, int steps, IntToDoubleFunction value) throws IOException {
        List<Double> values = new ArrayList<>();
        for (int t = 0; t < steps; t++) {
            values.add(value.applyAsDouble(t));
        }
        JsonText.numbers(field, values, json);
    }
}
