// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.forecast.encoding.ModelFormat;
import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Models of fleets as bytes: what was learned first, then the VMs by name. */
final class FleetCodec {

    private static final int MOST_SLOTS = 1 << 20;

    private FleetCodec() {}

    static byte[] encode(FleetModel model, Teacher teacher) {
        if (!(model instanceof LearnedFleet learned) || !learned.forecaster().equals(teacher.name())) {
            throw new IllegalArgumentException(
                    "The model (" + model.description() + ") must be one of the forecaster " + teacher.name() + ".");
        }
        StateWriter out = ModelFormat.begin(teacher.name());
        out.putInstant(learned.origin());
        out.putDuration(learned.calendar().step());
        out.putInt(learned.calendar().day());
        out.putInt(learned.calendar().week());
        out.putInt(learned.calendar().slice());
        putTexts(out, learned.layout().covariates());
        putTexts(out, names(learned.fleet()));
        out.putBoolean(learned.learner() instanceof NothingLearned);
        learned.learner().write(out);
        putVms(out, learned);
        return ModelFormat.seal(out);
    }

    private static List<String> names(Fleet fleet) {
        return fleet.resources().resources().stream().map(Resource::toString).toList();
    }

    private static void putTexts(StateWriter out, List<String> texts) {
        out.putInt(texts.size());
        texts.forEach(out::putText);
    }

    private static void putVms(StateWriter out, LearnedFleet learned) {
        Fleet fleet = learned.fleet();
        out.putInt(fleet.vms().size());
        IntStream.range(0, fleet.vms().size())
                .boxed()
                .sorted(Comparator.comparing(v -> fleet.vms().get(v).id()))
                .forEach(v -> {
                    out.putText(fleet.vms().get(v).id().value());
                    learned.tracked(v).write(out);
                });
    }

    static FleetModel decode(byte[] bytes, FleetHistory history, Teacher teacher) {
        StateReader in = ModelFormat.open(bytes, teacher.name());
        if (!in.takeInstant().equals(history.origin())) {
            throw in.broken("its newest step is not that of the history, " + history.origin());
        }
        Duration step = in.takeStep();
        int day = in.takeInt("a day", 2, MOST_SLOTS);
        Calendar calendar =
                new Calendar(step, day, in.takeInt("a week", day + 1, 7 * MOST_SLOTS), in.takeInt("a slice", 1, day));
        RowLayout layout = new RowLayout(takeTexts(in, RowLayout.MOST_COVARIATES));
        Fleet fleet = history.fleet();
        if (!step.equals(history.step()) || !takeTexts(in, 1 << 10).equals(names(fleet))) {
            throw in.broken("it must have steps of " + history.step() + " and the resources " + names(fleet));
        }
        Learner learner = takeLearner(in, teacher, layout);
        Map<VmId, TrackedVm> tracked = takeVms(in, calendar, history);
        in.end();
        return new LearnedFleet(teacher.name(), learner, layout, calendar, tracked, history);
    }

    private static List<String> takeTexts(StateReader in, int most) {
        List<String> texts = new ArrayList<>();
        for (int left = in.takeInt("a number of names", 0, most); left > 0; left--) {
            texts.add(in.takeText());
        }
        return texts;
    }

    private static Learner takeLearner(StateReader in, Teacher teacher, RowLayout layout) {
        if (in.takeBoolean()) {
            return new NothingLearned(in.takeInt("a number of features", layout.size(), layout.size()));
        }
        Learner learner = teacher.read(in);
        if (learner.features() != layout.size()) {
            throw in.broken("it has " + learner.features() + " features, which must be " + layout.size());
        }
        return learner;
    }

    private static Map<VmId, TrackedVm> takeVms(StateReader in, Calendar calendar, FleetHistory history) {
        Map<VmId, TrackedVm> tracked = new HashMap<>();
        long slot = calendar.slot(history.origin());
        int resources = history.fleet().resources().size();
        for (int left = in.takeInt("a number of VMs", 0, Integer.MAX_VALUE); left > 0; left--) {
            VmId vm = new VmId(in.takeText());
            TrackedVm known = TrackedVm.read(in, calendar, slot, resources);
            if (history.fleet().contains(vm)) {
                tracked.put(vm, known);
            }
        }
        return tracked;
    }
}
