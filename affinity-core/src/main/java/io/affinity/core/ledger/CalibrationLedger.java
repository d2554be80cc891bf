// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.ledger;

import io.affinity.core.forecasting.FleetForecast;
import io.affinity.core.forecasting.FleetForecast.Basis;
import io.affinity.core.forecasting.FleetForecast.SeriesForecast;
import io.affinity.core.history.DemandHistory;
import io.affinity.core.storage.SnapshotFormatException;
import io.affinity.spi.contention.ContentionForecast;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.nio.LongBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps score of every forecast: quantiles of each series and contention of each host wait until their step comes and are then
 * compared with what happened, beside those of three references that the ledger computes itself: persistence, seasonal naive and
 * the long run, which is the distribution of the past days.
 *
 * <p>Scores are exponentially forgetting means ({@link LeadAccuracy}, {@link HostAccuracy}). What was not measured is not
 * scored. A VM's record follows it when it migrates and ends with it; a host's predictions are scored for the VMs they were
 * made for. The model of a series that is demoted is scored on, in the shadow, until it earns its place again; the rules are
 * those of {@link LedgerSettings}. Only forecasts that rest on a model are judged.
 *
 * <p>Cost: constant for each series and step, and a look at 336 values every twelve steps. Memory: four bytes for each number of {@link LedgerSettings#leads}: with the
 * default leads 860 bytes a series, a twentieth of two weeks of history. Not thread-safe: it belongs to the control loop.
 * Deterministic.
 */
public final class CalibrationLedger {

    private final LedgerSettings settings;
    private final Duration step;
    private final int season;
    private final SeriesLayout layout;
    private final SeriesScores.Judge judge;
    private final Map<VmId, VmScores> byVm = new HashMap<>();
    private final Map<HostId, HostScores> byHost = new HashMap<>();
    private final long[] originAt;
    private final @Nullable PlacementPrediction[] predictions;
    private @Nullable ResourceSet resources;
    private String forecaster = "";
    private long newest = Long.MIN_VALUE;

    /**
     * @param season of the seasonal shadow; zero, or longer than what history keeps, for none
     * @param step of the control loop, positive
     */
    public CalibrationLedger(LedgerSettings settings, Duration season, Duration step) {
        this.settings = settings;
        this.step = step;
        this.season = (int) season.dividedBy(step);
        this.layout = new SeriesLayout(settings.leads());
        this.judge = new SeriesScores.Judge(new StandingRule(settings), this.season, settings.memory());
        this.originAt = new long[layout.places()];
        this.predictions = new PlacementPrediction[layout.longestLead()];
        Arrays.fill(originAt, Long.MIN_VALUE);
    }

    /**
     * Scores what was predicted for the newest step of the history, enters the forecasts made at it, and hands them on; where
     * a series is demoted, the reference's forecast in place of its own.
     *
     * @param name of the forecaster
     * @param history whose newest step is the origin of the forecasts
     */
    public FleetForecast admit(String name, FleetForecast forecast, DemandHistory history) {
        Fleet fleet = forecast.fleet();
        begin(fleet, name);
        skipAbsent(fleet, history.slot());
        int count = fleet.resources().size();
        VmScores[] scores = scoresOf(fleet);
        ReferenceForecasts references = new ReferenceForecasts(history, season);
        SeriesForecast[] admitted = new SeriesForecast[scores.length * count];
        boolean isNew = history.slot() != newest;
        boolean[] waits = waiting(history.slot());
        IntStream.range(0, scores.length).parallel().forEach(v -> {
            Vm vm = fleet.vms().get(v);
            if (isNew) {
                scores[v].look(history, season);
            }
            for (int r = 0; r < count; r++) {
                SeriesForecast raw = forecast.series(v, r);
                SeriesScores series = scores[v].series(r);
                if (isNew) {
                    series.settle(history, vm.id(), r, waits, vm.allocation().value(r), judge);
                    enter(series, raw, references.lastKnown(vm.id(), r), history.slot());
                }
                boolean isReplaced =
                        raw.basis() == Basis.MODEL && series.standing().isDemoted();
                admitted[v * count + r] = isReplaced ? references.replace(raw, series, vm, r) : raw;
            }
        });
        if (isNew) {
            settleContention(history.slot());
            newest = history.slot();
            for (int l = 0; l < layout.leads(); l++) {
                originAt[layout.place(l, newest)] = newest;
            }
        }
        return FleetForecast.of(fleet, history, Arrays.asList(admitted));
    }

    /** What was scored for other resources, or another forecaster, says nothing of these. */
    private void begin(Fleet fleet, String name) {
        boolean isOther = (resources != null && !resources.equals(fleet.resources()))
                || (!forecaster.isEmpty() && !forecaster.equals(name));
        if (isOther) {
            byVm.clear();
            byHost.clear();
            Arrays.fill(predictions, null);
            newest = Long.MIN_VALUE;
        }
        resources = fleet.resources();
        forecaster = name;
    }

    /** A VM that an inventory loses for a moment is the same when it is back, but nothing was predicted for it meanwhile. */
    private void skipAbsent(Fleet fleet, long slot) {
        byVm.values()
                .removeIf(scores ->
                        !fleet.contains(scores.vm()) && !scores.isSeenSince(slot - DemandHistory.GRACE_STEPS));
        byVm.values().stream().filter(scores -> !fleet.contains(scores.vm())).forEach(scores -> scores.skip(slot));
    }

    private VmScores[] scoresOf(Fleet fleet) {
        VmScores[] scores = new VmScores[fleet.vms().size()];
        for (int v = 0; v < scores.length; v++) {
            VmId vm = fleet.vms().get(v).id();
            scores[v] = byVm.computeIfAbsent(
                    vm, id -> new VmScores(id, fleet.resources().size(), layout));
        }
        return scores;
    }

    /** A prediction waits for this step only if it was made the lead before; a gap in the cycles leaves others behind. */
    private boolean[] waiting(long slot) {
        boolean[] waits = new boolean[layout.places()];
        for (int l = 0; l < layout.leads(); l++) {
            int place = layout.place(l, slot);
            waits[place] = originAt[place] == slot - layout.lead(l);
        }
        return waits;
    }

    private static void enter(SeriesScores series, SeriesForecast raw, double last, long slot) {
        if (raw.basis() == Basis.MODEL) {
            series.expect(slot, raw.forecast(), last);
        } else {
            series.expectNothing(slot);
        }
    }

    private void settleContention(long slot) {
        for (int l = 0; l < layout.leads(); l++) {
            long origin = slot - layout.lead(l);
            PlacementPrediction prediction = predictions[place(origin)];
            if (prediction != null && prediction.origin() == origin) {
                prediction.settle(l, layout, settings.memory());
            }
        }
    }

    private int place(long origin) {
        return (int) Math.floorMod(origin, (long) predictions.length);
    }

    /**
     * Enters the contention that was predicted from the forecasts admitted last.
     *
     * @param contention of the placement that its fleet has, of VMs that all were in those forecasts
     * @throws IllegalArgumentException if it is of other VMs
     */
    public void expect(ContentionForecast contention) {
        Fleet fleet = contention.fleet();
        byHost.keySet().removeIf(host -> !fleet.contains(host));
        VmScores[] vms = new VmScores[fleet.vms().size()];
        for (int v = 0; v < vms.length; v++) {
            vms[v] = of(fleet.vms().get(v).id());
        }
        HostScores[] hosts = new HostScores[fleet.hosts().size()];
        for (int h = 0; h < hosts.length; h++) {
            hosts[h] = byHost.computeIfAbsent(
                    fleet.hosts().get(h).id(),
                    id -> new HostScores(fleet.resources().size(), layout.leads()));
        }
        predictions[place(newest)] = new PlacementPrediction(newest, contention, vms, hosts, layout);
    }

    private VmScores of(VmId vm) {
        VmScores scores = byVm.get(vm);
        if (scores == null || scores.isAbsentAt(newest)) {
            throw new IllegalArgumentException("The VM (" + vm + ") must be part of the forecasts admitted last.");
        }
        return scores;
    }

    /**
     * {@return the record of a series}
     *
     * @throws IllegalArgumentException if the VM was not in the forecasts admitted last, or the fleet has no such resource
     */
    public SeriesAccuracy accuracy(VmId vm, Resource resource) {
        SeriesScores series = of(vm).series(resources().indexOf(resource));
        return new SeriesAccuracy(vm, resource, series.standing(), series.accuracy());
    }

    /**
     * {@return the record of the contention predicted for a host's resource}
     *
     * @throws IllegalArgumentException if the host was not part of what was expected last, or the fleet has no such resource
     */
    public HostAccuracy accuracy(HostId host, Resource resource) {
        HostScores scores = byHost.get(host);
        if (scores == null) {
            throw new IllegalArgumentException("The host (" + host + ") must be part of what was expected last.");
        }
        int index = resources().indexOf(resource);
        double[] bins = HostScores.emptyBins();
        scores.addBins(index, bins);
        return new HostAccuracy(host, resource, scores.leads(index, layout), HostScores.bins(bins));
    }

    private ResourceSet resources() {
        if (resources == null) {
            throw new IllegalArgumentException("The ledger must have admitted forecasts before it is asked.");
        }
        return resources;
    }

    /**
     * {@return the ledger as bytes, in a format of its own with version and checksum; {@link LedgerKeeper} reads them}
     */
    byte[] encode() {
        return LedgerCodec.encode(contents());
    }

    /**
     * Goes on as the ledger that was encoded, with the same settings; this one must be empty.
     *
     * @throws SnapshotFormatException if these are not the bytes of such a ledger; this one may be half full then
     */
    void restore(byte[] bytes) throws SnapshotFormatException {
        Contents contents = LedgerCodec.decode(bytes, contents());
        resources = contents.resources().isEmpty() ? null : new ResourceSet(contents.resources());
        forecaster = contents.forecaster();
        newest = contents.newest();
    }

    private Contents contents() {
        return new Contents(
                LedgerCodec.madeWith(settings, step, season),
                layout,
                resources == null ? List.of() : resources.resources(),
                forecaster,
                newest,
                LongBuffer.wrap(originAt),
                byVm,
                byHost);
    }

    /** What survives a restart; maps and buffer are the ledger's own. */
    record Contents(
            String madeWith,
            SeriesLayout layout,
            List<Resource> resources,
            String forecaster,
            long newest,
            LongBuffer originAt,
            Map<VmId, VmScores> byVm,
            Map<HostId, HostScores> byHost) {

        Contents with(List<Resource> newResources, String newForecaster, long newNewest) {
            return new Contents(madeWith, layout, newResources, newForecaster, newNewest, originAt, byVm, byHost);
        }
    }

    /** {@return the record of the whole fleet; one pass over all series} */
    public LedgerSummary summary() {
        // Sums of floats depend on their order, so VMs and hosts come in the order of their names.
        List<VmScores> vms = new TreeMap<>(byVm).values().stream().toList();
        int count = resources == null ? 0 : resources.size();
        Totals totals = new Totals(layout, count);
        vms.forEach(vm -> IntStream.range(0, count).forEach(r -> totals.add(vm.series(r), r)));
        List<HostScores> hosts = new TreeMap<>(byHost).values().stream().toList();
        hosts.forEach(host -> IntStream.range(0, count).forEach(r -> totals.add(host, r)));
        return totals.summary(forecaster);
    }
}
