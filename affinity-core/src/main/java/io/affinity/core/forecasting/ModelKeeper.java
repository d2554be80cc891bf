// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.forecasting;

import io.affinity.core.storage.Keeper;
import io.affinity.core.storage.SnapshotKeeper;
import io.affinity.spi.snapshot.SnapshotStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Brings the models of a {@link ModelForecaster} over restarts, in {@value #PARTS} parts of which one is saved in each step, so
 * that all are saved once an hour.
 *
 * <p>A share at a time, on the control loop's thread: models change with every step, so another thread could only write bytes that
 * were encoded before, and encoding all models of a fleet at once is what would stop the loop. A part that is some steps older than
 * another does no harm, as each series knows how far it came and is fed what was demanded since.
 */
public final class ModelKeeper implements Keeper {

    private static final int PARTS = SnapshotKeeper.STEPS_BETWEEN;

    /** All parts together have about half a gibibyte at most, and each is written within seconds on any disk. */
    private static final int MOST_BYTES = (1 << 29) / PARTS;

    private final ModelForecaster models;
    private final List<SnapshotKeeper> parts = new ArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private int steps;

    /**
     * Loads what is stored.
     *
     * @param models without any series
     */
    public ModelKeeper(SnapshotStore store, ModelForecaster models) {
        this.models = models;
        for (int i = 0; i < PARTS; i++) {
            String what = "Part " + (i + 1) + " of the models";
            SnapshotKeeper part = new SnapshotKeeper(store, key(i), what);
            if (!part.load(models.archive()::restore)) {
                unread.add(part.problem());
            }
            parts.add(part);
        }
    }

    /** {@return what a part is kept under, which begins with {@code models-}} */
    static String key(int part) {
        return String.format(Locale.ROOT, "models-%02d", part);
    }

    @Override
    public void stepped() {
        if (steps > 0 && steps % PARTS == 0) {
            models.archive().forgetProblem();
            unread.clear();
        }
        save(steps % PARTS);
        steps++;
    }

    @Override
    public void save() {
        for (int i = 0; i < PARTS; i++) {
            save(i);
        }
    }

    private void save(int part) {
        parts.get(part).save(() -> models.encode(part, PARTS, MOST_BYTES));
    }

    @Override
    public String problem() {
        // A part that could not be read may have been saved since, which does not bring its models back.
        return Stream.of(
                        unread.stream(),
                        parts.stream().map(SnapshotKeeper::problem),
                        Stream.of(models.archive().problem()))
                .flatMap(Function.identity())
                .filter(text -> !text.isEmpty())
                .distinct()
                .limit(2)
                .collect(Collectors.joining(" "));
    }
}
