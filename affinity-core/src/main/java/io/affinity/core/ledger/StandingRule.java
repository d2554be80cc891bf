// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import io.affinity.core.storage.SnapshotChecks;
import java.util.Arrays;

/**
 * Whether the forecast of one series earns its place, kept in a few places of an array. Begins anew whenever the standing
 * changes, so that neither a glorious nor a shameful past decides. The rules are those of {@link LedgerSettings}.
 */
final class StandingRule {

    private static final int COUNT = 0;
    private static final int MEAN = 1;
    private static final int VARIANCE = 2;
    private static final int STREAK = 3;
    private static final int RECENT_MODEL = 4;
    private static final int RECENT_REFERENCE = 5;
    private static final int STANDING = 6;

    private static final int ALLOCATION = 7;

    static final int LENGTH = 8;

    /** One step must not decide: differences are cut at this many times the usual loss of persistence. */
    private static final double CUT = 3;

    /** A loss of less than this share of the allocation is none. */
    private static final double MATERIAL = 1e-3;

    /** A demoted forecast forgets this many times as fast. */
    private static final int PROBATION = 3;

    /** Another reference takes over where it is better by this much than the one in use. */
    private static final double MARGIN = 0.05;

    private final LedgerSettings settings;
    private final int longestLead;

    StandingRule(LedgerSettings settings) {
        this.settings = settings;
        this.longestLead = settings.leads().get(settings.leads().size() - 1);
    }

    static SeriesStanding standing(float[] state, int at) {
        return SeriesStanding.of((int) state[at + STANDING]);
    }

    /** @throws IllegalArgumentException if numbers that came from elsewhere cannot be */
    static void requireSound(float[] state, int at) {
        SeriesStanding standing = standing(state, at);
        if (standing.code() != state[at + STANDING]) {
            throw new IllegalArgumentException("the standing (" + state[at + STANDING] + ") must be a whole number");
        }
        SnapshotChecks.finiteNotNegative("number of losses", state[at + COUNT]);
        SnapshotChecks.finiteNotNegative("variance of losses", state[at + VARIANCE]);
    }

    /** {@return the allocation of the VM; zero if it is not known} */
    static double allocation(float[] state, int at) {
        return state[at + ALLOCATION];
    }

    /**
     * The losses of one step, summed over the leads that were scored.
     *
     * @param now those of the references in this step
     * @param usual the remembered ones of the references
     * @param allocation of the VM; zero if it is not known
     */
    record Losses(double model, References now, References usual, double allocation) {}

    /** One loss of each reference. */
    record References(double persistence, double seasonal, double longRun) {

        static final References NONE = new References(0, 0, 0);

        References plus(double ofPersistence, double ofSeasonal, double ofLongRun) {
            return new References(persistence + ofPersistence, seasonal + ofSeasonal, longRun + ofLongRun);
        }

        /** {@return that of the reference in use, which is persistence for a forecast that earned its place} */
        double of(SeriesStanding standing) {
            return switch (standing) {
                case EARNED, PERSISTENCE -> persistence;
                case SEASONAL_NAIVE -> seasonal;
                case LONG_RUN -> longRun;
            };
        }
    }

    /** Takes the losses of one step, and says where the forecast stands by now. */
    SeriesStanding add(float[] state, int at, Losses losses) {
        SeriesStanding standing = standing(state, at);
        state[at + ALLOCATION] = (float) losses.allocation();
        double count = ++state[at + COUNT];
        double material = MATERIAL * losses.allocation();
        double reference = losses.now().of(standing);
        double most = CUT * Math.max(losses.usual().persistence(), material);
        double difference = Math.max(-most, Math.min(most, losses.model() - reference));
        int memory = standing.isDemoted() ? settings.memory() / PROBATION : settings.memory();
        addDifference(state, at, difference, weight(count, memory));
        addRecent(state, at, losses.model(), reference, weight(count, settings.recent()));
        boolean against = standing.isDemoted() ? state[at + MEAN] < -material : state[at + MEAN] > material;
        state[at + STREAK] = against ? Math.min(state[at + STREAK] + 1, 1 << 20) : 0;
        if (against && isDecided(state, at, count, memory, standing)) {
            SeriesStanding next = standing.isDemoted() ? SeriesStanding.EARNED : follow(standing, losses.usual());
            begin(state, at, next);
            return next;
        }
        if (standing.isDemoted()) {
            state[at + STANDING] = follow(standing, losses.usual()).code();
        }
        return standing(state, at);
    }

    private static double weight(double count, int memory) {
        return Math.max(1 / count, 1.0 / memory);
    }

    /** Exponentially weighted mean and variance: West, Comm. ACM 22 (1979). */
    private static void addDifference(float[] state, int at, double difference, double weight) {
        double change = difference - state[at + MEAN];
        state[at + MEAN] += (float) (weight * change);
        state[at + VARIANCE] = (float) ((1 - weight) * (state[at + VARIANCE] + weight * change * change));
    }

    private static void addRecent(float[] state, int at, double model, double reference, double weight) {
        state[at + RECENT_MODEL] += (float) (weight * (model - state[at + RECENT_MODEL]));
        state[at + RECENT_REFERENCE] += (float) (weight * (reference - state[at + RECENT_REFERENCE]));
    }

    private boolean isDecided(float[] state, int at, double count, int memory, SeriesStanding standing) {
        boolean gross = !standing.isDemoted()
                && count >= settings.recent()
                && state[at + RECENT_MODEL] > settings.gross() * state[at + RECENT_REFERENCE];
        return gross
                || state[at + STREAK] >= memory
                || (count >= settings.minimum() && isClear(state, at, count, memory));
    }

    private boolean isClear(float[] state, int at, double count, int memory) {
        double independent = Math.max(1, Math.min(count, 2.0 * memory - 1) / longestLead);
        return Math.abs(state[at + MEAN]) > settings.clearly() * Math.sqrt(state[at + VARIANCE] / independent);
    }

    /** The best reference; another one than that in use takes over only where it is better by a margin. */
    private static SeriesStanding follow(SeriesStanding standing, References usual) {
        SeriesStanding best = standing.isDemoted() ? standing : SeriesStanding.PERSISTENCE;
        double least = (1 - MARGIN) * usual.of(best);
        for (SeriesStanding other : SeriesStanding.values()) {
            if (other.isDemoted() && usual.of(other) < least) {
                best = other;
                least = usual.of(other);
            }
        }
        return best;
    }

    private static void begin(float[] state, int at, SeriesStanding standing) {
        Arrays.fill(state, at, at + STANDING, 0);
        state[at + STANDING] = standing.code();
    }
}
