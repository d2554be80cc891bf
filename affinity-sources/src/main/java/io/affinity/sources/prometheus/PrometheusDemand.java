// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.prometheus;

import io.affinity.sources.prometheus.query.QueryPart;
import io.affinity.sources.prometheus.query.QueryRounds;
import io.affinity.sources.prometheus.settings.Measure;
import io.affinity.sources.prometheus.settings.PrometheusSettings;
import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.TelemetryException;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What VMs demand and demanded, as a metrics store with the HTTP API of Prometheus has it. Belongs to one thread, and blocks it no
 * longer than {@link io.affinity.sources.prometheus.settings.StoreLimits} say.
 *
 * <p>Rates are made here of raw counters: what one grew by since the sample before, over the time between the two. Where a counter
 * began anew the rate is unknown, and after samples that are missing it is the mean since the last one. A sample that is older
 * than the staleness, by the clock that was given, says nothing. Values that are negative or infinite are unknown; values that are
 * too high for the VM are handed on as they are. What is wrong with a store is logged once.
 *
 * <p>A store that does not answer, answers something else than was asked for, or whose clock is off by more than the staleness, is a
 * {@link TelemetryException}.
 */
public final class PrometheusDemand implements DemandSource {

    /** What a VM may demand of what it was promised, until the unit is to be doubted. */
    private static final double DOUBTFUL_RATIO = 10;

    /** A VM that is not there at any of them is not worth a query of everything. */
    private static final int MOMENTS = 50;

    private final PrometheusSettings settings;
    private final Clock clock;
    private final QueryRounds rounds;
    private final Complaints complaints;
    private final ClockCheck clockCheck;
    private VmDirectory directory = VmDirectory.EMPTY;
    private Instant lastMeasured = Instant.MIN;
    private @Nullable Demand last;
    private @Nullable Instant lastAskedFor;

    PrometheusDemand(PrometheusSettings settings, Clock clock, LongSupplier nanoTime) {
        this.settings = settings;
        this.clock = clock;
        this.rounds = new QueryRounds(settings.access(), settings.limits(), nanoTime);
        this.complaints = new Complaints(settings.access().url().toString());
        this.clockCheck = new ClockCheck(clock, settings.staleness(), complaints);
    }

    /** {@return demand of this store, which is not asked yet} */
    public static PrometheusDemand of(PrometheusSettings settings, Clock clock) {
        return new PrometheusDemand(settings, clock, System::nanoTime);
    }

    @Override
    public String name() {
        return "prometheus";
    }

    /**
     * Has it known what VMs are called, where it is asked for their past and not for their demand: series that are labeled with names
     * are not found otherwise.
     */
    public void know(Inventory inventory) {
        directory = VmDirectory.of(inventory);
    }

    /**
     * {@return the VMs of which the store has something to say at one of {@value #MOMENTS} moments of a time, in the order of their
     * ids, which are what the labels of their series call them}
     *
     * @param resource of which the demand is looked at; none has any if the settings do not say where it stands
     * @param start between the first moment and the second
     * @param end the last moment, which is later
     * @throws TelemetryException if the store does not say
     */
    public List<VmId> vms(Resource resource, Instant start, Instant end) {
        Measure measure = settings.measures().get(resource);
        if (measure == null) {
            return List.of();
        }
        Set<VmId> found = new TreeSet<>();
        rounds.ask(
                VmListing.of(settings.vm(), measure, start, end, MOMENTS, found),
                settings.limits().history());
        return List.copyOf(found);
    }

    /**
     * {@return a source that measures what another does, and knows of the past what that one knows and, where it knows nothing, this
     * store}
     */
    public DemandSource behind(DemandSource current) {
        return new PastBehind(current, this);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Each sample counts once: a VM of which the store has none that is newer than the last measurement was not measured. If that
     * holds for all of them, this is the last measurement again.
     */
    @Override
    public Demand demand(Inventory inventory) {
        know(inventory);
        Demand known = last;
        if (known != null && inventory.observedAt().equals(lastAskedFor)) {
            return known;
        }
        Demand measured = measure(inventory);
        last = measured;
        lastMeasured = measured.measuredAt();
        lastAskedFor = inventory.observedAt();
        return measured;
    }

    private Demand measure(Inventory inventory) {
        Instant now = Instant.ofEpochMilli(clock.millis());
        List<VmId> vms = inventory.vms().stream().map(Vm::id).toList();
        LatestDemand latest = new LatestDemand(inventory.resources());
        List<QueryPart> parts = new ArrayList<>();
        Selection selection = new Selection(settings.vm(), directory);
        Batches batches = new Batches(settings.access().api(), settings.limits(), selection);
        measures(inventory.resources()).forEach((resource, measure) -> {
            for (List<VmId> batch : batches.of(measure, vms, 1)) {
                LatestBatch asked = new LatestBatch(
                        measure,
                        selection,
                        owners(directory),
                        batch,
                        now,
                        settings.staleness().toMillis(),
                        clockCheck::check);
                latest.add(resource, asked);
                parts.addAll(asked.parts());
            }
        });
        rounds.ask(parts, settings.limits().demand());
        Demand newer = latest.newerThan(lastMeasured, now);
        if (newer.vms().isEmpty()) {
            tellNothing(vms);
            return last == null ? newer : last;
        }
        inventory.vms().forEach(vm -> tellDoubtful(vm, newer));
        return newer;
    }

    /** {@return those of these resources that are measured, in their order} */
    private Map<Resource, Measure> measures(ResourceSet resources) {
        Map<Resource, Measure> measures = new LinkedHashMap<>();
        for (Resource resource : resources.resources()) {
            Measure measure = settings.measures().get(resource);
            if (measure != null) {
                measures.put(resource, measure);
            }
        }
        return measures;
    }

    private Owners owners(VmDirectory known) {
        return new Owners(settings.vm(), known, complaints);
    }

    private void tellNothing(List<VmId> vms) {
        if (!vms.isEmpty() && last == null) {
            complaints.tell(
                    "nothing",
                    "it has no sample of the last " + settings.staleness() + " of any of " + vms.size()
                            + " VMs. The labels " + settings.vm().labels() + " must have their UUIDs, ids or names.");
        }
    }

    /** A percentage or a number of nanoseconds is told by nothing else. */
    private void tellDoubtful(Vm vm, Demand demand) {
        for (Resource resource : demand.resources().resources()) {
            double promised = vm.allocation().resources().contains(resource)
                    ? vm.allocation().value(vm.allocation().resources().indexOf(resource))
                    : 0;
            double value = demand.of(vm.id(), resource);
            if (promised > 0 && value > DOUBTFUL_RATIO * promised) {
                complaints.tell(
                        "unit of " + resource,
                        "VM " + vm.name() + " seems to demand (" + value + ") " + resource.unit() + " of " + resource
                                + ", and was promised (" + promised + "). A scale may be missing.");
            }
        }
    }

    /**
     * {@inheritDoc}
     *
     * <p>What would be later than now by the clock is unknown. Series that are labeled with names are found for VMs that the last
     * inventory had.
     *
     * @throws TelemetryException also if the step is not a whole number of milliseconds
     */
    @Override
    public PastDemand history(HistoryRequest request) {
        Grid grid = grid(request);
        PastDemand.Builder past = PastDemand.builder(request);
        if (request.vms().isEmpty() || grid.length() < 2) {
            return past.build();
        }
        VmDirectory known = directory.with(request.vms());
        Selection selection = new Selection(settings.vm(), known);
        Batches batches = new Batches(settings.access().api(), settings.limits(), selection);
        List<QueryPart> parts = new ArrayList<>();
        measures(request.resources()).forEach((resource, measure) -> {
            for (List<VmId> batch : batches.of(measure, request.vms(), grid.length())) {
                GridBatch asked = new GridBatch(
                        measure,
                        selection,
                        owners(known),
                        batch,
                        grid,
                        settings.staleness().toMillis(),
                        (vm, values) -> past.put(vm, resource, padded(values, request.length())));
                parts.addAll(asked.parts(batches.places(measure, batch.size(), grid.length())));
            }
        });
        rounds.ask(parts, settings.limits().history());
        return past.build();
    }

    /** What is later than now is not known. */
    private static double[] padded(double[] values, int length) {
        double[] all = Arrays.copyOf(values, length);
        Arrays.fill(all, values.length, length, Double.NaN);
        return all;
    }

    /** From one place before the first, which the first rate begins at, to now. */
    private Grid grid(HistoryRequest request) {
        Duration step = request.step();
        if (!step.equals(Duration.ofMillis(step.toMillis()))) {
            throw new TelemetryException("The step (" + step + ") must be a whole number of milliseconds.");
        }
        long first = request.start().toEpochMilli() - step.toMillis();
        long places = Math.floorDiv(clock.millis() - first, step.toMillis()) + 1;
        return new Grid(first, step.toMillis(), (int) Math.max(0, Math.min(places, request.length() + 1L)));
    }
}
