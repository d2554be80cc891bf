// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.storage.SnapshotChecks;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.VmId;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares scenarios with what the fleet demanded afterwards, and corrects the next ones: their mean, for all VMs in common,
 * and how far they spread ({@link LeadFeedback}). What VMs demanded arrives with the next forecasts
 * ({@link FleetForecast#measured}); without it nothing is corrected.
 *
 * <p>A VM's own distribution may be right, and the sum of a host's VMs still is not: VMs err together, and few large ones
 * count most. So it is the loads of groups as large as a host that are compared ({@link VmGroups}), at leads that double.
 * Belongs to one thread; deterministic, and bounded in memory and in effect.
 */
final class ScenarioFeedback {

    /** Scenarios of longer leads are corrected as those of this one. */
    private static final int LONGEST_LEAD = 64;

    private final int scenarios;
    private final int steps;
    private final long seed;
    private final int[] leads;
    private final List<@Nullable Prediction> waiting;
    private LeadFeedback[][] byResource = new LeadFeedback[0][];
    private Correction[][] corrections = new Correction[0][];
    private @Nullable ResourceSet resources;
    private @Nullable Prediction newest;

    /** The loads that were predicted at one slot, by resource and lead. */
    private static final class Prediction {
        private final long slot;
        private final VmGroups groups;
        private final GroupLoads[][] loads;

        Prediction(long slot, VmGroups groups, GroupLoads[][] loads) {
            this.slot = slot;
            this.groups = groups;
            this.loads = loads;
        }

        /** The scenarios are complete. */
        void seal() {
            for (GroupLoads[] ofResource : loads) {
                for (int i = 0; ofResource != null && i < ofResource.length; i++) {
                    ofResource[i].seal();
                }
            }
        }
    }

    ScenarioFeedback(int scenarios, int steps, long seed) {
        this.scenarios = scenarios;
        this.steps = steps;
        this.seed = seed;
        this.leads = leads(Math.min(steps, LONGEST_LEAD));
        this.waiting = new ArrayList<>();
        for (int i = 0; i < Math.min(steps, LONGEST_LEAD); i++) {
            waiting.add(null);
        }
    }

    /** {@return powers of two, and the last lead} */
    private static int[] leads(int last) {
        int powers = Integer.SIZE - Integer.numberOfLeadingZeros(last);
        int[] leads = new int[powers + (Integer.bitCount(last) > 1 ? 1 : 0)];
        Arrays.setAll(leads, i -> Math.min(last, 1 << i));
        return leads;
    }

    /** Learns from what was measured at the origin, and settles the corrections of the scenarios that follow. */
    void settle(FleetForecast forecast) {
        int count = forecast.fleet().resources().size();
        if (!forecast.fleet().resources().equals(resources)) {
            begin(forecast.fleet().resources());
        }
        if (newest != null && newest.slot < forecast.slot()) {
            newest.seal();
            waiting.set(place(newest.slot), newest);
        }
        VmGroups groups = new VmGroups(forecast.fleet().vms().size(), seed);
        boolean isNew = newest == null || newest.slot < forecast.slot();
        for (int r = 0; r < count && isNew; r++) {
            compare(forecast, groups, r);
        }
        for (int r = 0; r < count; r++) {
            for (int t = 0; t < steps; t++) {
                corrections[r][t] = interpolated(byResource[r], t + 1);
            }
        }
        newest = new Prediction(forecast.slot(), groups, new GroupLoads[count][]);
    }

    private void begin(ResourceSet newResources) {
        resources = newResources;
        newest = null;
        waiting.replaceAll(any -> null);
        byResource = new LeadFeedback[newResources.size()][leads.length];
        for (LeadFeedback[] all : byResource) {
            Arrays.setAll(all, i -> new LeadFeedback(leads[i]));
        }
        corrections = new Correction[newResources.size()][steps];
    }

    private int place(long slot) {
        return (int) Math.floorMod(slot, (long) waiting.size());
    }

    private void compare(FleetForecast forecast, VmGroups groups, int resource) {
        VmGroups.Demand demand = groups.demand(forecast, resource);
        for (int i = 0; i < leads.length; i++) {
            long made = forecast.slot() - leads[i];
            Prediction then = waiting.get(place(made));
            if (then != null && then.slot == made && groups.isLikeThoseOf(then.groups)) {
                then.loads[resource][i].compare(demand, byResource[resource][i]);
            }
        }
    }

    private Correction interpolated(LeadFeedback[] all, int lead) {
        int upper = 0;
        while (upper < leads.length - 1 && leads[upper] < lead) {
            upper++;
        }
        Correction correction = all[upper].correction();
        if (leads[upper] <= lead) {
            return correction;
        }
        double share = (lead - leads[upper - 1]) / (double) (leads[upper] - leads[upper - 1]);
        return all[upper - 1].correction().towards(correction, share);
    }

    /** {@return the correction of scenarios of a resource at a step, from 0} */
    Correction correction(int resource, int step) {
        return corrections[resource][step];
    }

    /** Notes the scenarios of a fleet that was settled, or of a part of it. */
    void expect(FleetForecast part, ScenarioLayout layout, double[] quanta, int[][] columns) {
        Prediction prediction = newest;
        if (prediction == null) {
            throw new IllegalStateException("The fleet must be settled before its scenarios.");
        }
        for (int r = 0; r < quanta.length; r++) {
            if (prediction.loads[r] == null) {
                prediction.loads[r] = newLoads(prediction.groups, r, quanta[r]);
            }
            expect(part, layout, r, columns[r], prediction);
        }
    }

    private GroupLoads[] newLoads(VmGroups groups, int resource, double quantum) {
        GroupLoads[] loads = new GroupLoads[leads.length];
        for (int i = 0; i < loads.length; i++) {
            LeadFeedback feedback = byResource[resource][i];
            loads[i] = new GroupLoads(groups.count(), scenarios, quantum, feedback.correction(), feedback.bias());
        }
        return loads;
    }

    private void expect(FleetForecast part, ScenarioLayout layout, int resource, int[] column, Prediction prediction) {
        for (int v = 0; v < part.fleet().vms().size(); v++) {
            VmId vm = part.fleet().vms().get(v).id();
            int group = prediction.groups.of(vm);
            if (group < prediction.groups.count() && !Double.isNaN(part.measured(v, resource))) {
                long mark = prediction.groups.mark(vm);
                for (int i = 0; i < leads.length; i++) {
                    int offset = layout.place(v) + (leads[i] - 1) * scenarios;
                    prediction.loads[resource][i].add(group, mark, column, offset);
                }
            }
        }
    }

    /** Writes what was learned, and what is still to be compared. */
    void write(DataOutput out) throws IOException {
        ResourceSet known = resources;
        Prediction last = newest;
        out.writeInt(known == null || last == null ? 0 : known.size());
        if (known == null || last == null) {
            return;
        }
        for (int r = 0; r < known.size(); r++) {
            out.writeUTF(known.get(r).name());
            out.writeUTF(known.get(r).unit());
            for (LeadFeedback feedback : byResource[r]) {
                feedback.write(out);
            }
        }
        write(out, last, last.slot);
        for (Prediction prediction : waiting) {
            out.writeBoolean(prediction != null);
            if (prediction != null) {
                write(out, prediction, last.slot);
            }
        }
    }

    private void write(DataOutput out, Prediction prediction, long now) throws IOException {
        out.writeLong(prediction.slot);
        out.writeInt(prediction.groups.vms());
        for (GroupLoads[] ofResource : prediction.loads) {
            for (int i = 0; i < leads.length; i++) {
                boolean isAwaited = ofResource != null && prediction.slot + leads[i] > now;
                out.writeBoolean(isAwaited);
                if (isAwaited) {
                    ofResource[i].write(out);
                }
            }
        }
    }

    /** Takes what was written by one that was made with the same settings. */
    void read(DataInputStream in) throws IOException {
        List<Resource> known = new ArrayList<>();
        List<LeadFeedback> feedback = new ArrayList<>();
        for (int left = SnapshotChecks.count(in, "resources", 2 * Short.BYTES); left > 0; left--) {
            known.add(new Resource(in.readUTF(), in.readUTF()));
            for (int i = 0; i < leads.length; i++) {
                feedback.add(LeadFeedback.read(in, leads[i]));
            }
        }
        if (known.isEmpty()) {
            return;
        }
        begin(new ResourceSet(known));
        for (int i = 0; i < feedback.size(); i++) {
            byResource[i / leads.length][i % leads.length] = feedback.get(i);
        }
        newest = prediction(in, known.size());
        for (int i = 0; i < waiting.size(); i++) {
            waiting.set(i, in.readBoolean() ? prediction(in, known.size()) : null);
        }
    }

    private Prediction prediction(DataInputStream in, int count) throws IOException {
        long slot = in.readLong();
        VmGroups groups = new VmGroups(SnapshotChecks.notNegative("number of VMs", in.readInt()), seed);
        GroupLoads[][] loads = new GroupLoads[count][leads.length];
        for (int i = 0; i < count * leads.length; i++) {
            // What nobody waits for any more compares as what was never seen.
            loads[i / leads.length][i % leads.length] = in.readBoolean()
                    ? GroupLoads.read(in, scenarios, groups.count())
                    : new GroupLoads(0, scenarios, 1, Correction.NONE, 0);
        }
        return new Prediction(slot, groups, loads);
    }
}
