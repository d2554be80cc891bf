package example;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.forecast.SeriesResult;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** All series of a fleet, smoothed with one constant. Series are kept by VM, as places change. */
final class SmoothedFleet implements FleetModel {

    private static final int ENOUGH = 12; // values of its own make a series one that is known

    private final double constant;
    private final double[] shares;
    private final Duration step;
    private final Map<VmId, SmoothedSeries[]> seriesByVm;
    private Fleet fleet;
    private Instant origin;
    private double[] upper;

    SmoothedFleet(double constant, double[] shares, FleetHistory history) {
        this(constant, shares, history, new HashMap<>());
    }

    private SmoothedFleet(
            double constant, double[] shares, FleetHistory history, Map<VmId, SmoothedSeries[]> seriesByVm) {
        this.constant = constant;
        this.shares = shares;
        this.step = history.step();
        this.seriesByVm = seriesByVm;
        take(history);
    }

    /** Forgets the VMs that are gone, and learns those that are new from the history they have. */
    private void take(FleetHistory history) {
        fleet = history.fleet();
        origin = history.origin();
        seriesByVm.keySet().removeIf(vm -> !fleet.contains(vm));
        int resources = fleet.resources().size();
        upper = new double[fleet.vms().size() * resources];
        for (int v = 0; v < fleet.vms().size(); v++) {
            boolean isNew = !seriesByVm.containsKey(fleet.vms().get(v).id());
            SmoothedSeries[] series =
                    seriesByVm.computeIfAbsent(fleet.vms().get(v).id(), vm -> new SmoothedSeries[resources]);
            for (int r = 0; r < resources; r++) {
                upper[v * resources + r] = history.upperBound(v, r);
                if (isNew) {
                    series[r] = SmoothedSeries.learned(history, v, r, constant);
                }
            }
        }
    }

    @Override
    public String description() {
        return String.format(Locale.ROOT, "one smoothing constant for all: %.2f", constant);
    }

    @Override
    public Instant origin() {
        return origin;
    }

    @Override
    public void observe(FleetHistory history) {
        if (!history.origin().equals(origin.plus(step)) || !history.fleet().resources().equals(fleet.resources())) {
            throw new IllegalArgumentException("The step (" + history.origin() + ") must be the one after " + origin
                    + ", of the resources " + fleet.resources().resources() + ".");
        }
        Fleet next = history.fleet();
        for (int v = 0; v < next.vms().size(); v++) {
            SmoothedSeries[] known = seriesByVm.get(next.vms().get(v).id());
            for (int r = 0; known != null && r < known.length; r++) {
                known[r].observe(history.demand(v, r, 0), constant, history.upperBound(v, r));
            }
        }
        take(history);
    }

    private SmoothedSeries series(int vm, int resource) {
        return seriesByVm.get(fleet.vms().get(vm).id())[resource];
    }

    @Override
    public List<SeriesResult> forecast(int steps, QuantileLevels levels) {
        if (steps < 1) {
            throw new IllegalArgumentException("The number of steps (" + steps + ") must be at least 1.");
        }
        List<SeriesResult> results = new ArrayList<>(upper.length);
        int resources = fleet.resources().size();
        for (int i = 0; i < upper.length; i++) {
            results.add(forecast(i / resources, i % resources, upper[i], steps, levels));
        }
        return results;
    }

    private SeriesResult forecast(int vm, int resource, double most, int steps, QuantileLevels levels) {
        SmoothedSeries own = series(vm, resource);
        if (own.present() >= ENOUGH) {
            return new SeriesResult.Forecasted(forecast(own.level(), own.deviation(), most, steps, levels));
        }
        double alike = shares[resource] * fleet.vms().get(vm).allocation().value(resource);
        return alike > 0
                ? new SeriesResult.ByAttributes(forecast(alike, alike / 2, most, steps, levels))
                : new FitResult.InsufficientHistory(ENOUGH, own.present());
    }

    private Forecast forecast(double level, double deviation, double most, int steps, QuantileLevels levels) {
        double[] means = new double[steps];
        double[] quantiles = new double[steps * levels.size()];
        for (int t = 0; t < steps; t++) {
            means[t] = Math.min(most, level);
            double spread = deviation * Math.sqrt(1 + t * constant * constant); // Hyndman et al. (2008), section 6.3
            for (int l = 0; l < levels.size(); l++) {
                double p = levels.get(l);
                double logistic = Math.sqrt(3) / Math.PI * Math.log(p / (1 - p)); // of variance 1
                quantiles[t * levels.size() + l] = Math.max(0, Math.min(most, level + spread * logistic));
            }
        }
        return Forecast.of(origin, step, levels, means, quantiles);
    }

    @Override
    public int residuals(int vm, int resource) {
        return series(vm, resource).residuals();
    }

    @Override
    public double residual(int vm, int resource, int stepsBack) {
        return series(vm, resource).residual(stepsBack);
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(origin.toEpochMilli());
        out.writeLong(step.toMillis());
        out.writeUTF(fleet.resources().resources().toString());
        out.writeDouble(constant);
        for (double share : shares) {
            out.writeDouble(share);
        }
        out.writeInt(fleet.vms().size());
        for (int vm : PooledSmoothing.byName(fleet)) {
            out.writeUTF(fleet.vms().get(vm).id().value());
            for (int r = 0; r < shares.length; r++) {
                series(vm, r).write(out);
            }
        }
    }

    static SmoothedFleet read(DataInput in, FleetHistory history) throws IOException {
        boolean fits = in.readLong() == history.origin().toEpochMilli()
                & in.readLong() == history.step().toMillis()
                & in.readUTF().equals(history.fleet().resources().resources().toString());
        if (!fits) {
            throw new IOException("another step, or other resources");
        }
        double constant = in.readDouble();
        if (!(constant > 0 && constant < 1)) {
            throw new IOException("a smoothing constant of " + constant);
        }
        double[] shares = new double[history.fleet().resources().size()];
        for (int r = 0; r < shares.length; r++) {
            shares[r] = in.readDouble();
            if (shares[r] < 0 || shares[r] > 1) { // or NaN, where nothing is known
                throw new IOException("a share of " + shares[r]);
            }
        }
        Map<VmId, SmoothedSeries[]> seriesByVm = new HashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            VmId vm = new VmId(in.readUTF());
            SmoothedSeries[] series = new SmoothedSeries[shares.length];
            for (int r = 0; r < shares.length; r++) {
                series[r] = SmoothedSeries.read(in);
            }
            seriesByVm.put(vm, series);
        }
        return new SmoothedFleet(constant, shares, history, seriesByVm);
    }
}
