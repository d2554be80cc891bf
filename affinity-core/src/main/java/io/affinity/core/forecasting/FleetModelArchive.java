// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.core.history.DemandHistory;
import io.affinity.core.storage.SnapshotChecks;
import io.affinity.core.storage.SnapshotFormat;
import io.affinity.core.storage.SnapshotFormatException;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The model of a {@link FleetModelForecaster} as bytes, in a {@link SnapshotFormat}, and that of before the restart until the fleet
 * is seen again. Belongs to the control loop's thread.
 */
final class FleetModelArchive {

    private static final Logger LOG = LoggerFactory.getLogger(FleetModelArchive.class);

    private static final SnapshotFormat FORMAT = new SnapshotFormat(0x4146464D, 1);

    /** A text of a snapshot has at most 65,535 bytes. */
    private static final int MOST_CHARACTERS = 20_000;

    private final FleetForecaster forecaster;
    private final @Nullable EventSource events;
    private final String madeWith;
    private final int longestGap;
    private @Nullable Saved saved;
    private String problem = "";

    /**
     * What was before the restart.
     *
     * @param events the names of all covariates there were
     * @param bytes of the model; not copied
     */
    private record Saved(FleetModelState state, List<Resource> resources, String events, Bytes bytes) {}

    /** So that a record holds no array. */
    @FunctionalInterface
    private interface Bytes {
        byte[] array();
    }

    /**
     * @param madeWith what the model depends on
     * @param longestGap steps after which a model that saw nothing is not brought up to date any more
     */
    FleetModelArchive(FleetForecaster forecaster, @Nullable EventSource events, String madeWith, int longestGap) {
        this.forecaster = forecaster;
        this.events = events;
        this.madeWith = madeWith;
        this.longestGap = longestGap;
    }

    /** {@return the model and all that belongs to it; null if there is none, or its forecaster cannot keep it} */
    byte @Nullable [] encode(FleetModelState state) {
        ObservedFleetModel model = state.model;
        if (model == null) {
            return null;
        }
        byte[] bytes;
        try {
            bytes = forecaster.encode(model.model());
            problem = "";
        } catch (RuntimeException e) {
            LOG.debug("The model of the fleet cannot be saved.", e);
            problem = "Not remembered: the model of the fleet, which the forecaster cannot save.";
            return null;
        }
        return FORMAT.encode(madeWith, out -> {
            state.write(out);
            List<Resource> resources = model.fleet().resources().resources();
            out.writeInt(resources.size());
            for (Resource resource : resources) {
                out.writeUTF(resource.name());
                out.writeUTF(resource.unit());
            }
            out.writeUTF(eventsOf(model.fleet()));
            out.writeInt(bytes.length);
            out.write(bytes);
        });
    }

    /** Takes what was encoded. */
    void restore(byte[] snapshot) throws SnapshotFormatException {
        saved = FORMAT.decode(snapshot, madeWith, in -> {
            FleetModelState state = FleetModelState.read(in);
            List<Resource> resources = new ArrayList<>();
            for (int left = SnapshotChecks.count(in, "resources", 2 * Short.BYTES); left > 0; left--) {
                resources.add(new Resource(in.readUTF(), in.readUTF()));
            }
            String names = in.readUTF();
            byte[] bytes = in.readNBytes(SnapshotChecks.count(in, "bytes of the model", 1));
            return new Saved(state, resources, names, () -> bytes);
        });
    }

    /** {@return the state of before the restart, which is handed out once, at the step that it was saved in; null if there is none} */
    @Nullable
    FleetModelState recall(Fleet fleet, DemandHistory history) {
        Saved known = saved;
        saved = null;
        if (known == null) {
            return null;
        }
        String objection = objection(known, fleet, history);
        if (objection.isEmpty()) {
            try {
                HistoryView then = new HistoryView(fleet, history, known.state().knownUntil, events);
                known.state().model =
                        new ObservedFleetModel(forecaster.decode(known.bytes().array(), then), fleet);
                return known.state();
            } catch (RuntimeException e) {
                LOG.debug("The model of the fleet cannot be restored.", e);
                objection = "which the forecaster cannot restore";
            }
        }
        problem = "Not remembered: the model of the fleet, " + objection + ".";
        return null;
    }

    private String objection(Saved known, Fleet fleet, DemandHistory history) {
        long gap = history.slot() - known.state().knownUntil;
        if (gap < 0) {
            return "which is from the future";
        }
        if (gap > Math.min(longestGap, history.window() - 1)) {
            return "which is too old";
        }
        if (!known.resources().equals(fleet.resources().resources())) {
            return "whose resources are others now";
        }
        return known.events().equals(eventsOf(fleet)) ? "" : "whose events are others now";
    }

    /** {@return the lists of covariates that VMs have, each once: VMs may come and go, but another list makes another model} */
    private String eventsOf(Fleet fleet) {
        TreeSet<String> lists = new TreeSet<>();
        if (events != null) {
            for (Vm vm : fleet.vms()) {
                lists.add(events.covariates(vm.id()).stream()
                        .map(Covariate::name)
                        .toList()
                        .toString());
            }
        }
        String text = lists.toString();
        return text.length() <= MOST_CHARACTERS ? text : text.substring(0, MOST_CHARACTERS) + text.hashCode();
    }

    /** {@return what was not saved or restored, or an empty text} */
    String problem() {
        return problem;
    }
}
