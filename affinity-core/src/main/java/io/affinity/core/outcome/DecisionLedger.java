package io.affinity.core.outcome;

import io.affinity.core.balancing.Balancer;
import io.affinity.core.execution.MigrationReport;
import io.affinity.core.history.DemandHistory;
import io.affinity.core.outcome.StepRing.Column;
import io.affinity.core.plan.MigrationPlanner;
import io.affinity.spi.migration.Migration;
import io.affinity.spi.migration.MigrationLimits;
import io.affinity.spi.migration.MigrationOutcome;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.HostState;
import io.affinity.spi.model.VmId;
import io.affinity.spi.telemetry.Observation;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

    /** A span longer than so many steps was not looked at in between. */
    private static final double LONGEST_SPAN = 1.5;

    private static final Duration PATIENCE_WITH_HOSTS = Duration.ofHours(1);

    private final DecisionSettings settings;
    private final Duration step;
    private final MigrationPlanner planner;
    private final MigrationLimits limits;
    private final Balancer reactiveRule;
    private final BlockBootstrap bootstrap;
    private final StepRing ring;
    private final MigrationGains gains = new MigrationGains();
    private final Map<HostId, Instant> downSince = new HashMap<>();
    private @Nullable Account account;
    private String news = "";
    private Duration accounted = Duration.ZERO;
    private Duration missed = Duration.ZERO;

    /** What there is from the first moment on. */
    private static final class Account {
        private final Instant since;
        private final Track actual;
        private final Track stay;
        private final Shadow reactive;
        private final Judge judge;
        private @Nullable Shadow forecasts;
        private Moment moment;

        Account(Instant since, Moment moment, Track actual, Track stay, Shadow reactive, Judge judge) {
            this.since = since;
            this.moment = moment;
            this.actual = actual;
            this.stay = stay;
            this.reactive = reactive;
            this.judge = judge;
        }
    }

    /**
     * @param step of the control loop, positive
     * @param planner which estimates migrations
     * @param limits that shadows keep too
     * @param reactiveRule decides on its shadow; and in truth, if it is put in force: so it must not keep state
     */
    public DecisionLedger(
            DecisionSettings settings,
            Duration step,
            MigrationPlanner planner,
            MigrationLimits limits,
            Balancer reactiveRule) {
        this.settings = settings;
        this.step = step;
        this.planner = planner;
        this.limits = limits;
        this.reactiveRule = reactiveRule;
        this.bootstrap = new BlockBootstrap(Judge.blockSteps(step), settings.seed());
        this.ring =
                new StepRing((int) Math.max(settings.minimum(), settings.kept().dividedBy(step)));
    }

    /** A true migration was started. */
    public void started(Migration migration, Instant at) {
        if (account != null) {
            account.actual.note(TrackEvent.started(at, migration));
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
        boolean arrived = Shadow.hasArrived(report);
        account.actual.note(TrackEvent.ended(
                report.endedAt(), report.planned(), account.moment.fleet(), arrived, TrackTotals.priceOf(elapsed)));
        if (arrived) {
            gains.add(report);
        }
    }

    /**
     * Closes the span since the last observation.
     *
     * @param history which has taken the observation
     * @param at by the clock of the loop, by which migrations are told of too; one that is not later is ignored
     */
    public void observe(Observation observation, DemandHistory history, Instant at) {
        news = "";
        if (account == null) {
            account = begin(Moment.of(at, observation, history, null));
            return;
        }
        if (at.isAfter(account.moment.at())) {
            close(account, Moment.of(at, observation, history, account.moment));
        }
    }

    private Account begin(Moment moment) {
        Fleet fleet = moment.fleet();
        return new Account(
                moment.at(),
                moment,
                new Track(fleet.hostIndexByVm()),
                new Track(fleet.hostIndexByVm()),
                shadow(fleet.hostIndexByVm(), moment),
                new Judge(settings, step, moment.at()));
    }

    private Shadow shadow(int[] hostByVm, Moment at) {
        return new Shadow(new Track(hostByVm), at, planner, limits, Duration.ofDays(7));
    }

    private void close(Account open, Moment next) {
        Duration span = Duration.between(open.moment.at(), next.at());
        boolean isCounted = span.toNanos() <= LONGEST_SPAN * step.toNanos();
        open.reactive.advanceTo(next.at());
        if (open.forecasts != null) {
            open.forecasts.advanceTo(next.at());
        }
        TrackTotals actual = goActual(open, next, isCounted);
        TrackTotals stay = go(open.stay, open.moment, next, isCounted);
        TrackTotals reactive = go(open.reactive.track(), open.moment, next, isCounted);
        TrackTotals forecasts =
                open.forecasts == null ? TrackTotals.NONE : go(open.forecasts.track(), open.moment, next, isCounted);
        actual = actual.plus(carryOver(open, next));
        open.moment = next;
        if (isCounted) {
            accounted = accounted.plus(span);
            ring.add(
                    stay.contentionMinutes(),
                    reactive.contentionMinutes(),
                    actual.contentionMinutes(),
                    stay.judgedCost(settings.prices()),
                    reactive.judgedCost(settings.prices()),
                    actual.judgedCost(settings.prices()),
                    forecasts.judgedCost(settings.prices()),
                    actual.migrations());
            judge(open);
        } else {
            missed = missed.plus(span);
            gains.closeAll();
        }
    }

    private void judge(Account open) {
        if (!settings.demotes() || !open.judge.step(ring, open.moment.at())) {
            return;
        }
        Standing standing = open.judge.standing();
        news = DecisionText.of(standing);
        LOG.warn("{}", news);
        open.forecasts = standing.rule().isDemoted() ? shadow(settled(open), open.moment) : null;
    }

    /** {@return the true placement, with what is under way where it goes} */
    private static int[] settled(Account open) {
        Fleet fleet = open.moment.fleet();
        int[] hostByVm = fleet.hostIndexByVm();
        for (Migration migration : open.actual.underWay()) {
            if (fleet.contains(migration.vm()) && fleet.contains(migration.target())) {
                hostByVm[fleet.indexOf(migration.vm())] = fleet.indexOf(migration.target());
            }
        }
        return hostByVm;
    }

    private static TrackTotals go(Track track, Moment from, Moment to, boolean isCounted) {
        return track.go(track.course(from, to), isCounted);
    }

    private TrackTotals goActual(Account open, Moment next, boolean isCounted) {
        Course course = open.actual.course(open.moment, next);
        TrackTotals totals = open.actual.go(course, isCounted);
        if (isCounted) {
            gains.look(open.moment, next, course, open.actual.hostByVm());
        }
        return totals;
    }

    /** {@return true migrations that nobody told of: operators migrate too} */
    private TrackTotals carryOver(Account open, Moment next) {
        Fleet before = open.moment.fleet();
        Fleet fleet = next.fleet();
        downSince.keySet().removeIf(host -> !fleet.contains(host));
        for (Host host : fleet.hosts()) {
            if (host.state() == HostState.UNAVAILABLE) {
                downSince.putIfAbsent(host.id(), next.at());
            } else {
                downSince.remove(host.id());
            }
        }
        List<VmId> moved = open.actual.carryOver(before, fleet, host -> true);
        // Those that are under way may have arrived, and are told of later.
        moved.removeIf(vm -> open.actual.underWay().stream()
                .anyMatch(migration -> migration.vm().equals(vm)));
        TrackTotals untold = priceOf(fleet, moved);
        open.actual.count(untold);
        open.stay.count(priceOf(
                fleet,
                open.stay.carryOver(
                        before, fleet, host -> host.state() == HostState.DRAINING || isLost(host, next.at()))));
        carryOver(open.reactive, before, next);
        if (open.forecasts != null) {
            carryOver(open.forecasts, before, next);
        }
        return untold;
    }

    private void carryOver(Shadow shadow, Fleet before, Moment next) {
        shadow.leave(shadow.track().carryOver(before, next.fleet(), host -> isLost(host, next.at())));
    }

    private boolean isLost(Host host, Instant at) {
        Instant since = downSince.get(host.id());
        return since != null && !since.plus(PATIENCE_WITH_HOSTS).isAfter(at);
    }

    private TrackTotals priceOf(Fleet fleet, List<VmId> migrated) {
        double cost = 0;
        for (VmId vm : migrated) {
            cost += TrackTotals.priceOf(planner.estimate(fleet, vm).elapsed());
        }
        return new TrackTotals(0, 0, 0, migrated.size(), cost, cost);
    }

    /**
     * Has the shadows decide on what was observed last.
     *
     * @param forecasts the balancer that looks ahead; asked only while it has lost its place
     */
    void decide(DemandHistory history, Balancer forecasts) {
        if (account == null) {
            return;
        }
        account.reactive.decide(reactiveRule, account.moment, history);
        if (account.forecasts != null) {
            account.forecasts.decide(forecasts, account.moment, history);
        }
    }

    /** {@return who decides from now on} */
    public Rule rule() {
        return account == null ? Rule.PREDICTIVE : account.judge.standing().rule();
    }

    /** {@return why forecasts do not decide, or that they do again since the last observation; else an empty text} */
    public String news() {
        return rule().isDemoted() && account != null ? DecisionText.of(account.judge.standing()) : news;
    }

    /** {@return the account as it stands, or null if nothing was observed yet} */
    public @Nullable DecisionSummary summary() {
        if (account == null) {
            return null;
        }
        return new DecisionSummary(
                account.since,
                accounted,
                missed,
                account.actual.totals(),
                account.stay.totals(),
                account.reactive.track().totals(),
                recent(),
                gains.ages(),
                account.judge.standing());
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
}
