// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.cli.config.ClusterFile;
import io.affinity.cli.config.SourceSection;
import io.affinity.cli.input.Problem;
import io.affinity.cli.output.Counted;
import io.affinity.openstack.OpenStack;
import io.affinity.sources.prometheus.PrometheusDemand;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the metrics stores of a file tell of the VMs that there are. */
public final class SourceCheck {

    /** As many steps as say whether anything is known at all. */
    private static final int STEPS = 12;

    private SourceCheck() {}

    /** {@return what is wrong, or may be, with each of them} */
    public static List<Problem> of(ClusterFile file, Fleet fleet, Clock clock) {
        List<Problem> found = new ArrayList<>();
        OpenStack cloud = CloudOfFile.of(file);
        for (SourceSection store : file.sources()) {
            try {
                check(store, NamedStore.of(store, cloud, clock), file.loop().step(), fleet, clock, found);
            } catch (TelemetryException e) {
                found.add(warning(store, String.valueOf(e.getMessage())));
            }
        }
        return found;
    }

    private static void check(
            SourceSection store,
            PrometheusDemand source,
            Duration step,
            Fleet fleet,
            Clock clock,
            List<Problem> found) {
        List<VmId> vms = fleet.vms().stream().map(Vm::id).toList();
        if (vms.isEmpty()) {
            return;
        }
        source.know(Inventory.of(fleet));
        // On the grid of the loop, which every store has values for.
        long last = Math.floorDiv(clock.millis(), step.toMillis());
        Instant start = Instant.ofEpochMilli((last - STEPS + 1) * step.toMillis());
        PastDemand past = source.history(new HistoryRequest(vms, fleet.resources(), start, step, STEPS));
        for (Resource resource : fleet.resources().resources()) {
            List<Vm> unknown = fleet.vms().stream()
                    .filter(vm -> past.series(vm.id(), resource).present() == 0)
                    .toList();
            if (store.settings().measures().containsKey(resource) && !unknown.isEmpty()) {
                found.add(warning(store, unknown(resource, unknown, vms.size())));
            } else if (!store.settings().measures().containsKey(resource) && store.isDemand()) {
                found.add(warning(store, "it does not say where the demand for " + resource + " stands."));
            }
        }
    }

    private static String unknown(Resource resource, List<Vm> unknown, int all) {
        return "it knows nothing of the last " + STEPS + " steps of " + resource + " of " + unknown.size() + " of "
                + Counted.of(all, "VM") + ", such as " + unknown.get(0).name() + ".";
    }

    private static Problem warning(SourceSection store, String text) {
        return Problem.warning(store.place().place(), store.place().key(), text);
    }
}
