// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.core.history.DemandHistory;
import io.affinity.core.storage.SnapshotChecks;
import io.affinity.core.storage.SnapshotFormat;
import io.affinity.core.storage.SnapshotFormatException;
import io.affinity.spi.forecast.Covariate;
import io.affinity.spi.forecast.EventSource;
import io.affinity.spi.forecast.Forecaster;
import io.affinity.spi.forecast.ModelCodec;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The series of a {@link ModelForecaster} as bytes, in a {@link SnapshotFormat}, and those of before the restart until their VMs are
 * seen again. Each series stands for itself: one whose model cannot be used begins anew, and that is said. Belongs to the control
 * loop's thread.
 */
final class ModelArchive {

    private static final Logger LOG = LoggerFactory.getLogger(ModelArchive.class);

    private static final SnapshotFormat FORMAT = new SnapshotFormat(0x41464D4F, 2);

    private final Forecaster forecaster;
    private final @Nullable EventSource events;
    private final String madeWith;
    private final int longestGap;
    private final Map<VmId, List<Saved>> byVm = new HashMap<>();
    private final Map<String, Integer> ignored = new TreeMap<>();

    /**
     * @param madeWith what models depend on
     * @param longestGap steps after which a model that saw nothing is not brought up to date any more
     */
    ModelArchive(Forecaster forecaster, @Nullable EventSource events, String madeWith, int longestGap) {
        this.forecaster = forecaster;
        this.events = events;
        this.madeWith = madeWith;
        this.longestGap = longestGap;
    }

    /** One series of before the restart. */
    private static final class Saved {
        private final Resource resource;
        private final double allocation;
        private final List<String> covariates;
        private final ModelSeries series;
        private final byte @Nullable [] model;

        Saved(
                Resource resource,
                double allocation,
                List<String> covariates,
                ModelSeries series,
                byte @Nullable [] model) {
            this.resource = resource;
            this.allocation = allocation;
            this.covariates = covariates;
            this.series = series;
            this.model = model;
        }
    }

    /**
     * {@return the series of these VMs, of as many as there is room for; null if models of this forecaster cannot be kept}
     *
     * @param vms that the fleet has, in their order
     */
    byte @Nullable [] encode(Fleet fleet, Collection<VmId> vms, Map<VmId, ModelSeries[]> series, int mostBytes) {
        if (!(forecaster instanceof ModelCodec codec)) {
            return null;
        }
        return FORMAT.encode(madeWith, out -> {
            int left = vms.size();
            for (VmId vm : vms) {
                ModelSeries[] all = series.get(vm);
                if (all != null && out.size() < mostBytes) {
                    out.writeBoolean(true);
                    write(out, fleet.vm(vm), all, codec);
                    left--;
                }
            }
            out.writeBoolean(false);
            ignore("VMs for whose models there is no room in a snapshot", left);
        });
    }

    private void write(DataOutputStream out, Vm vm, ModelSeries[] all, ModelCodec codec) throws IOException {
        out.writeUTF(vm.id().value());
        out.writeInt(all.length);
        for (int r = 0; r < all.length; r++) {
            Resource resource = vm.allocation().resources().get(r);
            out.writeUTF(resource.name());
            out.writeUTF(resource.unit());
            out.writeDouble(vm.allocation().value(r));
            all[r].write(out);
            out.writeInt(all[r].covariates.size());
            for (Covariate covariate : all[r].covariates) {
                out.writeUTF(covariate.form());
            }
            byte[] model = encode(all[r].model, codec);
            out.writeBoolean(model != null);
            if (model != null) {
                out.writeInt(model.length);
                out.write(model);
            }
        }
    }

    private List<Covariate> covariates(VmId vm) {
        return events == null ? List.of() : events.covariates(vm);
    }

    /** A codec that throws is a bug of its author, which must not stop the control loop. */
    private byte @Nullable [] encode(@Nullable ObservedModel model, ModelCodec codec) {
        try {
            return model == null ? null : codec.encode(model.model());
        } catch (RuntimeException e) {
            LOG.debug("A model cannot be saved.", e);
            ignore("models that the forecaster cannot save", 1);
            return null;
        }
    }

    private void ignore(String what, int count) {
        if (count > 0) {
            ignored.merge(what, count, Integer::sum);
        }
    }

    /** Takes what was encoded; what another part told of the same VMs is replaced. */
    void restore(byte[] bytes) throws SnapshotFormatException {
        byVm.putAll(FORMAT.decode(bytes, madeWith, in -> {
            Map<VmId, List<Saved>> read = new HashMap<>();
            while (in.readBoolean()) {
                read.put(new VmId(in.readUTF()), read(in));
            }
            return read;
        }));
    }

    private static List<Saved> read(DataInputStream in) throws IOException {
        List<Saved> all = new ArrayList<>();
        for (int left = SnapshotChecks.count(in, "resources", 2 * Short.BYTES); left > 0; left--) {
            Resource resource = new Resource(in.readUTF(), in.readUTF());
            double allocation = in.readDouble();
            ModelSeries series = ModelSeries.read(in);
            List<String> covariates = new ArrayList<>();
            for (int forms = SnapshotChecks.count(in, "covariates", Short.BYTES); forms > 0; forms--) {
                covariates.add(in.readUTF());
            }
            byte[] model = in.readBoolean() ? in.readNBytes(SnapshotChecks.count(in, "bytes of a model", 1)) : null;
            all.add(new Saved(resource, allocation, covariates, series, model));
        }
        return all;
    }

    /** {@return the series of a VM, brought up to date but for the newest step, which are handed out once; null if there are none} */
    ModelSeries @Nullable [] recall(Vm vm, IntFunction<EventFreeDemand> demand) {
        List<Saved> saved = byVm.remove(vm.id());
        if (saved == null) {
            return null;
        }
        List<Resource> resources = saved.stream().map(it -> it.resource).toList();
        if (!resources.equals(vm.allocation().resources().resources())) {
            ignore("VMs whose resources are others now", 1);
            return null;
        }
        ModelSeries[] series = new ModelSeries[saved.size()];
        for (int r = 0; r < series.length; r++) {
            series[r] = recall(saved.get(r), vm, demand.apply(r));
        }
        return series;
    }

    private ModelSeries recall(Saved saved, Vm vm, EventFreeDemand demand) {
        String objection = objection(saved, vm, demand.resource(), demand.history());
        if (!objection.isEmpty()) {
            ignore(objection, 1);
            return new ModelSeries();
        }
        ModelSeries series = saved.series;
        try {
            if (saved.model != null && forecaster instanceof ModelCodec codec) {
                List<Covariate> covariates = covariates(vm.id());
                series.covariates = forecaster.readsCovariates() ? covariates : List.of();
                series.model = new ObservedModel(codec.decode(saved.model, covariates));
            }
            series.catchUp(demand);
            return series;
        } catch (RuntimeException e) {
            LOG.debug("A model cannot be restored.", e);
            ignore("models that the forecaster cannot restore", 1);
            return new ModelSeries();
        }
    }

    private String objection(Saved saved, Vm vm, int resource, DemandHistory history) {
        long gap = history.slot() - saved.series.knownUntil;
        if (saved.allocation != vm.allocation().value(resource)) {
            return "series with another allocation now";
        }
        if (gap < 0) {
            return "models from the future";
        }
        if (gap > Math.min(longestGap, history.window())) {
            return "models that are too old";
        }
        List<String> forms = covariates(vm.id()).stream().map(Covariate::form).toList();
        return saved.model == null || !forecaster.readsCovariates() || forms.equals(saved.covariates)
                ? ""
                : "series with other events now";
    }

    /** Nobody else will ask. */
    void close() {
        if (!byVm.isEmpty()) {
            LOG.info("The saved models of {} VMs that are gone are thrown away.", byVm.size());
            byVm.clear();
        }
    }

    /** {@return what was not saved or restored, or an empty text} */
    String problem() {
        return ignored.isEmpty()
                ? ""
                : "Not remembered: "
                        + ignored.entrySet().stream()
                                .map(entry -> entry.getValue() + " " + entry.getKey())
                                .collect(Collectors.joining(", "))
                        + ".";
    }

    /** Everybody who wanted to know has asked. */
    void forgetProblem() {
        ignored.clear();
    }
}
