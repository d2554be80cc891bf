// SPDX-License-Identifier: Apache-2.0
package io.affinity.micrometer;

import io.affinity.core.CycleReport;
import io.affinity.core.Note;
import io.affinity.core.balancing.Decision;
import io.affinity.core.forecasting.FleetForecast;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostState;
import io.micrometer.core.instrument.Tags;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the loop sees of hosts and VMs, and what it foresees of them. */
final class FleetMeters {

    private final Map<HostState, Level> hosts = new EnumMap<>(HostState.class);
    private final Level vms;
    private final Level unknown;
    private final Level atRisk;
    private final Level overload;
    private final Rows utilization;
    private final Rows contention;

    FleetMeters(Meters meters) {
        for (HostState state : HostState.values()) {
            hosts.put(
                    state,
                    meters.level(
                            "hosts", null, "Hosts seen", "state", state.name().toLowerCase(Locale.ROOT)));
        }
        vms = meters.level("vms", null, "VMs seen");
        unknown = meters.level("vms.unknown", null, "VMs of which the recent demand is not known");
        atRisk = meters.level("vms.at.risk", null, "VMs that are forecast to be short of something");
        overload = meters.level("overload", null, "Highest probability that all hosts together run short");
        utilization = meters.rows(
                "host.utilization", null, "Measured demand of a host's VMs as a share of what it can serve");
        contention =
                meters.rows("host.contention", null, "Highest probability within the horizon that a host runs short");
    }

    void show(CycleReport report) {
        Fleet fleet = report.fleet();
        if (fleet == null) {
            return;
        }
        hosts.forEach((state, level) -> level.set((double)
                fleet.hosts().stream().filter(host -> host.state() == state).count()));
        vms.set(fleet.vms().size());
        unknown.set(unknown(report.notes()));
        Decision decision = report.decision();
        Decision.Outlook outlook = decision == null ? null : decision.outlook();
        atRisk.set(outlook == null ? Double.NaN : outlook.risk().above(0).size());
        overload.set(probability(outlook));
        utilization.show(outlook == null ? Map.of() : utilization(outlook.forecast()));
        contention.show(outlook == null ? Map.of() : contention(outlook.contention()));
    }

    private static int unknown(List<Note> notes) {
        for (Note note : notes) {
            if (note instanceof Note.DemandUnknown gaps) {
                return gaps.vms().size();
            }
        }
        return 0;
    }

    private static double probability(Decision.@Nullable Outlook outlook) {
        if (outlook == null) {
            return Double.NaN;
        }
        return outlook.overload() == null ? 0 : outlook.overload().probability();
    }

    private static Tags tags(Fleet fleet, int host, int resource) {
        return Tags.of(
                "host",
                fleet.hosts().get(host).id().value(),
                "resource",
                fleet.resources().get(resource).name());
    }

    /** What is not measured of one VM makes the host's unknown. */
    private static Map<Tags, Double> utilization(FleetForecast forecast) {
        Fleet fleet = forecast.fleet();
        int resources = fleet.resources().size();
        double[] sums = new double[fleet.hosts().size() * resources];
        for (int v = 0; v < fleet.vms().size(); v++) {
            for (int r = 0; r < resources; r++) {
                sums[fleet.hostIndexOf(v) * resources + r] += forecast.measured(v, r);
            }
        }
        Map<Tags, Double> values = new LinkedHashMap<>();
        for (int h = 0; h < fleet.hosts().size(); h++) {
            Host host = fleet.hosts().get(h);
            for (int r = 0; r < resources; r++) {
                if (host.usable(r) > 0) {
                    values.put(tags(fleet, h, r), sums[h * resources + r] / host.usable(r));
                }
            }
        }
        return values;
    }

    private static Map<Tags, Double> contention(ContentionForecast forecast) {
        Fleet fleet = forecast.fleet();
        Map<Tags, Double> values = new LinkedHashMap<>();
        for (int h = 0; h < fleet.hosts().size(); h++) {
            for (int r = 0; r < fleet.resources().size(); r++) {
                double most = 0;
                for (int t = 0; t < forecast.steps() && forecast.isShort(h); t++) {
                    most = Math.max(most, forecast.probability(h, r, t));
                }
                values.put(tags(fleet, h, r), most);
            }
        }
        return values;
    }
}
