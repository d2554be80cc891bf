// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.fleet;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.model.Fleet;
import java.util.Map;

/** How a fleet is learned, whatever the learner is. */
final class FleetLearning {

    /** More rows than these teach little more. */
    private static final int MOST_ROWS = 100_000;

    /** Fewer rows than these teach nothing that is not chance. */
    private static final int LEAST_ROWS = 400;

    /** Rows overlap; more than one for so many values tell the same again. */
    private static final int VALUES_A_ROW = 3;

    private FleetLearning() {}

    static FleetFitResult fit(FleetRequest request, Teacher teacher) {
        FleetHistory history = request.history();
        int present = present(history);
        if (present < SeriesReplay.ENOUGH) {
            return new FitResult.InsufficientHistory(SeriesReplay.ENOUGH, present);
        }
        Calendar calendar = Calendar.of(history.step(), request.seasonalPeriods());
        VmFacts facts = VmFacts.of(history);
        RowLayout layout = new RowLayout(facts.covariateNames());
        Learner learner = learned(request, teacher, facts, calendar, layout);
        return new FleetFitResult.Fitted(
                new LearnedFleet(teacher.name(), learner, layout, calendar, Map.of(), history));
    }

    private static int present(FleetHistory history) {
        Fleet fleet = history.fleet();
        int present = 0;
        for (int v = 0; v < fleet.vms().size(); v++) {
            for (int r = 0; r < fleet.resources().size(); r++) {
                for (int back = 0; back < history.age(v, r) && present < SeriesReplay.ENOUGH; back++) {
                    present += Double.isNaN(history.demand(v, r, back)) ? 0 : 1;
                }
            }
        }
        return present;
    }

    private static Learner learned(
            FleetRequest request, Teacher teacher, VmFacts facts, Calendar calendar, RowLayout layout) {
        long most = request.budget() / 2 / Math.max(1, teacher.looksPerRow(layout.size()));
        if (most < LEAST_ROWS) {
            return new NothingLearned(layout.size());
        }
        long values = (long) request.history().length()
                * facts.fleet().vms().size()
                * facts.fleet().resources().size();
        int wanted = (int) Math.min(MOST_ROWS, Math.min(most, values / VALUES_A_ROW));
        TrainingPlan plan = TrainingPlan.of(request, facts, calendar, wanted);
        TrainingSet set = TrainingSet.of(request.history(), facts, calendar, layout, plan);
        return set.targets().length < LEAST_ROWS
                ? new NothingLearned(layout.size())
                : teacher.teach(set.features(), set.targets(), request.seed());
    }

    static FleetFitResult refit(FleetModel previous, FleetRequest request, Teacher teacher) {
        FleetFitResult result = fit(request, teacher);
        if (previous instanceof LearnedFleet before
                && result instanceof FleetFitResult.Fitted fitted
                && fitted.model() instanceof LearnedFleet after
                && before.fleet().resources().equals(after.fleet().resources())) {
            after.remember(before);
        }
        return result;
    }
}
