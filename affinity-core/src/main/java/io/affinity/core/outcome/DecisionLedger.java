// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.outcome;

import io.affinity.core.balancing.Balancer;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.history.DemandHistory;
import io.affinity.core.outcome.StepRing.Column;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.core.plan.Planner;
import io.affinity.core.storage.SnapshotFormatException;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.Vm;
import io.affinity.spi.telemetry.Observation;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the account of decisions. From the measured demand of every VM it works out what was short, what would have been had
 * nothing been migrated, and had the reactive rule decided: their placements are carried along as shadows, with migrations that
 * take as long as estimated. Whether forecasts go on to decide follows from that ({@link DecisionSettings}); while they do
 * not, they decide on a shadow of their own, by which they are judged.
 *
 * <p>Each step is accounted for when the next observation comes, by the conventions of {@link Course}. What was not measured
 * is as it was before. A step that was missed is not accounted for, and counts as missed. New VMs begin where they are on
 * every track. A VM whose host on a track is gone, or has not answered for an hour, goes on where it really is; one that is to
 * be migrated nowhere and whose host is to be emptied too, and that is counted as its migration.
 *
 * <p>Cost: a pass over VMs and hosts for each track and step, one over hosts for each event, and what the reactive rule takes
 * to decide. Memory: a few numbers for each VM. Deterministic, without a clock of its own. Not thread-safe: it belongs to the
 * control loop.
 */
public final class DecisionLedger {

    private static final Logger LOG = LoggerFactory.getLogger(DecisionLedger.class);

    private final DecisionSettings settings;
    private final Duration step;
    private final AccountSetup setup;
    private final Balancer reactiveRule;
    private final BlockBootstrap bootstrap;
    private final Judge judge;
    private final StepRing ring;
    private final MigrationGains gains = new MigrationGains();
    /** What is longer was not looked at in between: one and a half steps. */
    private final Duration longestSpan;

    private @Nullable Account account;
    private @Nullable DecisionState restored;
    private Instant since = Instant.MIN;
    /** Whether the account has the last observation. */
    private boolean isCurrent;

    private Duration accounted = Duration.ZERO;
    private Duration missed = Duration.ZERO;
    private String news = "";

    /**
     * @param step of the control loop, positive
     * @param planner which estimates migrations
     * @param limits that shadows keep too
     * @param reactiveRule decides on its shadow; and in truth, if it is put in force: so it must not keep state
     */
    public DecisionLedger(
            DecisionSettings settings, Duration step, Planner planner, MigrationLimits limits, Balancer reactiveRule) {
        this.settings = settings;
        this.step = step;
        this.setup = new AccountSetup(planner, limits, step);
        this.reactiveRule = reactiveRule;
        this.bootstrap = new BlockBootstrap(Judge.blockSteps(step), settings.seed());
        this.longestSpan = step.multipliedBy(3).dividedBy(2);
        this.judge = new Judge(settings, step);
        this.ring =
                new StepRing((int) Math.max(settings.minimum(), settings.kept().dividedBy(step)));
    }

    /** A true migration was started. */
    public void started(Migration migration, Instant at) {
        if (account != null) {
            account.actual().note(TrackEvent.started(at, migration));
        }
    }

    /** A true migration has ended. */
    public void ended(MigrationReport report) {
        if (account == null) {
            return;
        }
        Duration elapsed = report.outcome() instanceof MigrationOutcome.Completed completed
                ? completed.elapsed()
                : Duration.between(report.startedAt(), report.endedAt());
        boolean arrived = report.isSuccess() || report.outcome() instanceof MigrationOutcome.Completed;
        account.actual()
                .note(TrackEvent.ended(
                        report.endedAt(),
                        report.planned(),
                        account.moment().fleet(),
                        arrived,
                        MigrationPlanner.price(elapsed)));
        if (arrived) {
            gains.add(report);
        }
    }

    /**
     * Closes the span since the last observation.
     *
     * @param history which has taken the observation
     * @param at by the clock of the loop, by which migrations are told of too; one that is the same is ignored, and with one that is
     *     earlier, as after a clock was set right, the account begins anew
     */
    public void observe(Observation observation, DemandHistory history, Instant at) {
        news = "";
        if (account == null && restored != null) {
            account = setup.restore(restored, observation.fleet(), gains, rule().isDemoted());
            restored = null;
        }
        isCurrent = true;
        if (account == null) {
            begin(Moment.of(at, observation, history, null));
            judge.begin(since);
        } else if (at.isBefore(account.moment().at())) {
            begin(Moment.of(at, observation, history, null));
        } else if (at.isAfter(account.moment().at())) {
            close(account, Moment.of(at, observation, history, account.moment()));
        } else {
            isCurrent = false;
        }
    }

    private void begin(Moment moment) {
        Account begun = setup.begin(moment, gains);
        if (rule().isDemoted()) {
            begun.forecasts(setup.shadow(begun.settled(), moment));
        }
        account = begun;
        since = moment.at();
    }

    private void close(Account open, Moment next) {
        Duration span = Duration.between(open.moment().at(), next.at());
        boolean isCounted = span.compareTo(longestSpan) <= 0;
        Account.Step came = open.go(next, isCounted);
        if (!isCounted) {
            missed = missed.plus(span);
            return;
        }
        accounted = accounted.plus(span);
        DecisionPrices prices = settings.prices();
        ring.add(
                came.stay().contentionMinutes(),
                came.reactive().contentionMinutes(),
                came.actual().contentionMinutes(),
                came.stay().judgedCost(prices),
                came.reactive().judgedCost(prices),
                came.actual().judgedCost(prices),
                came.forecasts().judgedCost(prices),
                came.actual().migrations());
        if (settings.demotes() && judge.step(ring, next.at())) {
            news = DecisionText.of(judge.standing());
            LOG.warn("{}", news);
            open.forecasts(rule().isDemoted() ? setup.shadow(open.settled(), next) : null);
        }
    }

    /**
     * Has the shadows decide on what was observed last.
     *
     * @param forecasts the balancer that looks ahead; asked only while it has lost its place
     */
    void decide(DemandHistory history, Balancer forecasts) {
        if (account == null || !isCurrent) {
            return;
        }
        account.reactive().decide(reactiveRule, account.moment(), history);
        Shadow shadow = account.forecasts();
        if (shadow != null) {
            shadow.decide(forecasts, account.moment(), history);
        }
    }

    /** {@return who decides from now on} */
    public Rule rule() {
        return judge.standing().rule();
    }

    /** {@return who decides now and why, if that changed with the last observation; else an empty text} */
    public String news() {
        return news;
    }

    /** {@return the account as it stands, or null if nothing was observed yet} */
    public @Nullable DecisionSummary summary() {
        if (account == null) {
            return null;
        }
        return new DecisionSummary(
                since,
                accounted,
                missed,
                account.actual().totals(),
                account.stay().totals(),
                account.reactive().track().totals(),
                recent(),
                gains.ages(),
                judge.standing());
    }

    private DecisionSummary.Recent recent() {
        int steps = ring.size();
        Interval[] sums = bootstrap.sums(
                ring.difference(steps, Column.STAY_MINUTES, Column.ACTUAL_MINUTES),
                ring.difference(steps, Column.REACTIVE_MINUTES, Column.ACTUAL_MINUTES),
                ring.difference(steps, Column.STAY_COST, Column.ACTUAL_COST),
                ring.difference(steps, Column.REACTIVE_COST, Column.ACTUAL_COST));
        return new DecisionSummary.Recent(
                step.multipliedBy(steps),
                (int) Math.round(ring.sum(steps, Column.MIGRATIONS)),
                sums[0],
                sums[1],
                sums[2],
                sums[3]);
    }

    /** {@return what the migrations that are remembered gained; first those that are over} */
    public List<MigrationGain> migrations() {
        return gains.all();
    }

    /** {@return what a ledger is made with, as text: another one cannot use its numbers} */
    String madeWith() {
        return "steps of " + step + " over " + settings.kept() + " and " + settings.prices();
    }

    /** {@return the ledger as bytes, in a format of its own with version and checksum; null if there is nothing to keep} */
    byte @Nullable [] encode() {
        DecisionState state = account == null ? restored : state(account);
        return state == null ? null : DecisionCodec.encode(madeWith(), state);
    }

    /**
     * Goes on as the ledger that was encoded; this one must be empty.
     *
     * @throws SnapshotFormatException if these are not the bytes of such a ledger; this one is still empty then
     */
    void restore(byte[] bytes) throws SnapshotFormatException {
        DecisionState state = DecisionReader.decode(bytes, madeWith());
        restored = state;
        since = state.since();
        accounted = state.accounted();
        missed = state.missed();
        ring.addRows(state.rows().array());
        gains.restore(state.gains(), state.openGains(), state.ages());
        if (settings.demotes()) {
            judge.restore(state.standing(), state.seen(), state.windowsNotWorse());
        } else {
            judge.begin(since);
        }
    }

    private DecisionState state(Account open) {
        Moment moment = open.moment();
        Shadow forecasts = open.forecasts();
        return new DecisionState(
                since,
                accounted,
                missed,
                moment.at(),
                moment.fleet().resources().resources(),
                moment.fleet().vms().stream().map(Vm::id).toList(),
                DoubleBuffer.wrap(moment.demand()),
                moment.fleet().hosts().stream().map(Host::id).toList(),
                open.actual().state(),
                open.stay().state(),
                open.reactive().state(),
                forecasts == null ? null : forecasts.state(),
                FloatBuffer.wrap(ring.rows()),
                gains.all(),
                gains.openCount(),
                gains.ages(),
                judge.standing(),
                judge.seen(),
                judge.windowsNotWorse());
    }
}
