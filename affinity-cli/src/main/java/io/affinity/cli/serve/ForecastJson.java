// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.cli.cluster.ClusterView;
import io.affinity.cli.output.JsonText;
import io.affinity.core.balancing.Decision;
import io.affinity.core.forecasting.FleetForecast;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import io.affinity.spi.model.VmNames;
import io.affinity.spi.telemetry.Observation;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one VM demanded, and is forecast to demand. */
final class ForecastJson {

    private ForecastJson() {}

    /** @param vm by its id, or by its name if no other has it; null if none was named */
    static Response answer(Snapshot last, @Nullable String vm) {
        ClusterView view = last.view();
        Decision decision = view == null ? null : view.report().decision();
        Decision.Outlook outlook = decision == null ? null : decision.outlook();
        if (vm == null || vm.isBlank()) {
            return Response.refused(400, "Which VM? ?vm=ID");
        }
        if (view == null || outlook == null) {
            return Response.refused(404, "Nothing is forecast now.");
        }
        FleetForecast forecast = outlook.forecast();
        Set<VmId> meant = view.names().meantBy(vm);
        VmId one = meant.size() == 1 ? meant.iterator().next() : null;
        if (one == null || !forecast.fleet().contains(one)) {
            return Response.refused(404, "There is no such VM, or more than one of this name.");
        }
        return Response.json(200, json -> write(last, forecast, one, view.names(), json));
    }

    private static void write(Snapshot last, FleetForecast forecast, VmId vm, VmNames names, JsonGenerator json)
            throws IOException {
        Fleet fleet = forecast.fleet();
        int v = fleet.indexOf(vm);
        json.writeStringField("vm", vm.value());
        json.writeStringField("name", names.name(vm));
        json.writeStringField("host", fleet.placement().hostOf(vm).value());
        json.writeStringField("at", fleet.observedAt().toString());
        JsonText.texts("measuredAt", last.measuredAt(), json);
        json.writeArrayFieldStart("series");
        for (int r = 0; r < fleet.resources().size(); r++) {
            Resource resource = fleet.resources().get(r);
            FleetForecast.SeriesForecast series = forecast.series(v, r);
            json.writeStartObject();
            json.writeStringField("resource", resource.name());
            json.writeStringField("unit", resource.unit());
            JsonText.number("allocation", fleet.vms().get(v).allocation().value(r), json);
            json.writeStringField("basis", word(series.basis()));
            json.writeStringField("evidence", word(series.evidence()));
            JsonText.numbers("measured", measured(last.past(), vm, resource), json);
            steps(series.forecast(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void steps(Forecast forecast, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("forecast");
        for (int t = 0; t < forecast.steps(); t++) {
            json.writeStartObject();
            json.writeNumberField(
                    "aheadSeconds", forecast.step().multipliedBy(t + 1L).toMillis() / 1e3);
            JsonText.number("mean", forecast.mean(t), json);
            JsonText.number("low", forecast.quantileAt(0.1, t), json);
            JsonText.number("high", forecast.quantileAt(0.9, t), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static List<Double> measured(List<Observation> past, VmId vm, Resource resource) {
        return past.stream()
                .map(observation -> {
                    Fleet fleet = observation.fleet();
                    return fleet.contains(vm) && fleet.resources().contains(resource)
                            ? observation.demand(
                                    fleet.indexOf(vm), fleet.resources().indexOf(resource))
                            : Double.NaN;
                })
                .toList();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
