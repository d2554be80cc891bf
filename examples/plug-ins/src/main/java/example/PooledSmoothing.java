package example;

import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.snapshot.Envelope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Exponential smoothing with one constant for the whole fleet: the one whose one-step errors, squared and each series in units of
 * its own changes, are least over all VMs together. A VM of which nothing is known yet demands the share of its allocation that
 * the others do.
 */
public final class PooledSmoothing implements FleetForecaster {

    private static final Envelope ENVELOPE = new Envelope(0x504F4F4C, 1); // a mark of its own, and the version
    private static final int CONSTANTS = 19; // 0.05, 0.10 and so on

    @Override
    public String name() {
        return "pooled-smoothing";
    }

    @Override
    public FleetFitResult fit(FleetRequest request) {
        FleetHistory history = request.history();
        List<Integer> learned = learnedFrom(request);
        double[] losses = new double[CONSTANTS];
        // Each thread has a constant of its own, and sums go through the VMs in the order of their names.
        IntStream.range(0, CONSTANTS).parallel().forEach(c -> losses[c] = loss(history, learned, constant(c)));
        int best = 0;
        for (int c = 1; c < CONSTANTS; c++) {
            best = losses[c] < losses[best] ? c : best;
        }
        return new FleetFitResult.Fitted(new SmoothedFleet(constant(best), shares(history, learned), history));
    }

    private static double constant(int number) {
        return (number + 1) / (CONSTANTS + 1.0);
    }

    /** All VMs by name, or every second, third and so on, where the budget is not enough for all. */
    private static List<Integer> learnedFrom(FleetRequest request) {
        Fleet fleet = request.history().fleet();
        double looks = (double) CONSTANTS * fleet.vms().size() * fleet.resources().size() * request.history().length();
        int stride = (int) Math.min(1 << 20, Math.ceil(Math.max(1, looks / request.budget())));
        List<Integer> byName = byName(fleet);
        return IntStream.range(0, byName.size()).filter(i -> i % stride == 0).mapToObj(byName::get).toList();
    }

    static List<Integer> byName(Fleet fleet) {
        return IntStream.range(0, fleet.vms().size())
                .boxed()
                .sorted(Comparator.comparing(v -> fleet.vms().get(v).id()))
                .toList();
    }

    private static double loss(FleetHistory history, List<Integer> vms, double constant) {
        double sum = 0;
        for (int vm : vms) {
            for (int r = 0; r < history.fleet().resources().size(); r++) {
                sum += SmoothedSeries.learned(history, vm, r, constant).relativeLoss();
            }
        }
        return sum;
    }

    /** By resource, what VMs demand on the average, as a share of what they were promised; NaN where nothing is known. */
    private static double[] shares(FleetHistory history, List<Integer> vms) {
        double[] shares = new double[history.fleet().resources().size()];
        for (int r = 0; r < shares.length; r++) {
            double sum = 0;
            int known = 0;
            for (int vm : vms) {
                double allocation = history.fleet().vms().get(vm).allocation().value(r);
                double level = SmoothedSeries.learned(history, vm, r, constant(0)).level();
                if (allocation > 0 && !Double.isNaN(level)) {
                    sum += Math.min(1, level / allocation);
                    known++;
                }
            }
            shares[r] = sum / known;
        }
        return shares;
    }

    @Override
    public byte[] encode(FleetModel model) {
        if (!(model instanceof SmoothedFleet smoothed)) {
            throw new IllegalArgumentException("The model (" + model.description() + ") must be one of " + name() + ".");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            smoothed.write(out);
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        }
        return ENVELOPE.seal(bytes.toByteArray());
    }

    @Override
    public FleetModel decode(byte[] bytes, FleetHistory history) {
        try (DataInputStream in = open(bytes)) {
            SmoothedFleet model = SmoothedFleet.read(in, history);
            if (in.available() > 0) {
                throw new IOException(in.available() + " too many");
            }
            return model;
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "The (" + bytes.length + ") bytes must be those of a model of this fleet: " + e.getMessage(), e);
        }
    }

    private static DataInputStream open(byte[] bytes) throws IOException {
        try {
            ByteBuffer content = ENVELOPE.open(bytes);
            return new DataInputStream(
                    new ByteArrayInputStream(content.array(), content.arrayOffset(), content.remaining()));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }
}
