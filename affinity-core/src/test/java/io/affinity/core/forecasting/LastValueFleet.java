package io.affinity.core.forecasting;

import io.affinity.spi.forecast.FitResult;
import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.forecast.Forecast;
import io.affinity.spi.forecast.QuantileLevels;
import io.affinity.spi.forecast.SeriesResult;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.VmId;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Carries the last value of each series on, and half of the allocation where there was none yet. Remembers what it was asked, and
 * has the defects it is told.
 */
final class LastValueFleet implements FleetForecaster {

    private static final int REMEMBERED = 8;

    final List<FleetRequest> fits = new ArrayList<>();
    int refits;
    boolean failsToFit;
    boolean throwsInFit;
    boolean throwsInObserve;
    boolean throwsInForecast;
    boolean answersTooShort;
    boolean throwsInEncode;

    @Override
    public String name() {
        return "last-value-fleet";
    }

    @Override
    public FleetFitResult fit(FleetRequest request) {
        fits.add(request);
        if (throwsInFit) {
            throw new IllegalStateException("told so");
        }
        return failsToFit
                ? new FitResult.NotConverged("told so")
                : new FleetFitResult.Fitted(new Model(request.history()));
    }

    @Override
    public FleetFitResult refit(FleetModel previous, FleetRequest request) {
        refits++;
        return fit(request);
    }

    @Override
    public byte[] encode(FleetModel model) {
        if (throwsInEncode) {
            throw new IllegalStateException("told so");
        }
        Model known = (Model) model;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(known.valuesByVm.size());
            for (Map.Entry<VmId, List<ArrayDeque<Double>>> entry : new TreeMap<>(known.valuesByVm).entrySet()) {
                out.writeUTF(entry.getKey().value());
                out.writeInt(entry.getValue().size());
                for (ArrayDeque<Double> values : entry.getValue()) {
                    out.writeInt(values.size());
                    for (double value : values) {
                        out.writeDouble(value);
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public FleetModel decode(byte[] bytes, FleetHistory history) {
        Map<VmId, List<ArrayDeque<Double>>> valuesByVm = new HashMap<>();
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            for (int left = in.readInt(); left > 0; left--) {
                List<ArrayDeque<Double>> all = new ArrayList<>();
                valuesByVm.put(new VmId(in.readUTF()), all);
                for (int series = in.readInt(); series > 0; series--) {
                    ArrayDeque<Double> values = new ArrayDeque<>();
                    for (int count = in.readInt(); count > 0; count--) {
                        values.addLast(in.readDouble());
                    }
                    all.add(values);
                }
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(bytes.length + " bytes", e);
        }
        return new Model(history, valuesByVm);
    }

    final class Model implements FleetModel {

        /** The newest first. */
        private final Map<VmId, List<ArrayDeque<Double>>> valuesByVm;

        private final Duration step;
        private Fleet fleet;
        private Instant origin;

        Model(FleetHistory history) {
            this(history, new HashMap<>());
            for (int back = Math.min(REMEMBERED, history.length()) - 1; back >= 0; back--) {
                note(history, back);
            }
        }

        Model(FleetHistory history, Map<VmId, List<ArrayDeque<Double>>> valuesByVm) {
            this.valuesByVm = valuesByVm;
            this.step = history.step();
            this.fleet = history.fleet();
            this.origin = history.origin();
        }

        private void note(FleetHistory history, int back) {
            Fleet seen = history.fleet();
            for (int v = 0; v < seen.vms().size(); v++) {
                List<ArrayDeque<Double>> all =
                        valuesByVm.computeIfAbsent(seen.vms().get(v).id(), id -> new ArrayList<>());
                for (int r = 0; r < seen.resources().size(); r++) {
                    if (all.size() <= r) {
                        all.add(new ArrayDeque<>());
                    }
                    all.get(r).addFirst(history.demand(v, r, back));
                    if (all.get(r).size() > REMEMBERED) {
                        all.get(r).removeLast();
                    }
                }
            }
        }

        @Override
        public String description() {
            return "last values";
        }

        @Override
        public Instant origin() {
            return origin;
        }

        @Override
        public void observe(FleetHistory history) {
            if (throwsInObserve) {
                throw new IllegalStateException("told so");
            }
            if (!history.origin().equals(origin.plus(step))) {
                throw new IllegalArgumentException("not the next step: " + history.origin());
            }
            fleet = history.fleet();
            origin = history.origin();
            valuesByVm.keySet().removeIf(vm -> !fleet.contains(vm));
            note(history, 0);
        }

        private @Nullable ArrayDeque<Double> values(int vm, int resource) {
            List<ArrayDeque<Double>> all = valuesByVm.get(fleet.vms().get(vm).id());
            return all == null ? null : all.get(resource);
        }

        @Override
        public List<SeriesResult> forecast(int steps, QuantileLevels levels) {
            if (throwsInForecast) {
                throw new IllegalStateException("told so");
            }
            List<SeriesResult> results = new ArrayList<>();
            for (int v = 0; v < fleet.vms().size(); v++) {
                for (int r = 0; r < fleet.resources().size(); r++) {
                    results.add(result(v, r, answersTooShort ? 1 : steps, levels));
                }
            }
            return results;
        }

        private SeriesResult result(int vm, int resource, int steps, QuantileLevels levels) {
            ArrayDeque<Double> values = values(vm, resource);
            double last = Double.NaN;
            int present = 0;
            for (double value : values == null ? new ArrayDeque<Double>() : values) {
                last = Double.isNaN(last) ? value : last;
                present += Double.isNaN(value) ? 0 : 1;
            }
            double allocation = fleet.vms().get(vm).allocation().value(resource);
            if (present == 0) {
                return new FitResult.InsufficientHistory(1, 0);
            }
            return present < 3
                    ? new SeriesResult.ByAttributes(flat(allocation / 2, steps, levels))
                    : new SeriesResult.Forecasted(flat(last, steps, levels));
        }

        private Forecast flat(double value, int steps, QuantileLevels levels) {
            double[] mean = new double[steps];
            double[] quantiles = new double[steps * levels.size()];
            Arrays.fill(mean, value);
            Arrays.fill(quantiles, value);
            return Forecast.of(origin, step, levels, mean, quantiles);
        }

        @Override
        public int residuals(int vm, int resource) {
            ArrayDeque<Double> values = values(vm, resource);
            return values == null ? 0 : Math.max(0, values.size() - 1);
        }

        @Override
        public double residual(int vm, int resource, int stepsBack) {
            List<Double> values = new ArrayList<>(Objects.requireNonNull(values(vm, resource)));
            return values.get(stepsBack) - values.get(stepsBack + 1);
        }
    }
}
