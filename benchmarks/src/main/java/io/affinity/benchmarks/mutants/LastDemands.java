package io.affinity.benchmarks.mutants;

import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.model.VmId;
import io.affinity.spi.snapshot.Envelope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.TreeMap;

/** Says that all goes on as it was last: the least that a forecaster of a whole fleet can be, so that there is a model to keep. */
final class LastDemands implements FleetForecaster {

    private static final Envelope ENVELOPE = new Envelope(0x4C415354, 1);
    private static final double MOST = 1e100;

    @Override
    public String name() {
        return "last-demands";
    }

    @Override
    public FleetFitResult fit(FleetRequest request) {
        return new FleetFitResult.Fitted(new LastDemandsModel(request.history(), new TreeMap<>()));
    }

    @Override
    public byte[] encode(FleetModel any) {
        if (!(any instanceof LastDemandsModel model)) {
            throw new IllegalArgumentException("The model (" + any.description() + ") must be one of " + name() + ".");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (Map.Entry<VmId, double[]> entry : model.demands().entrySet()) {
                out.writeUTF(entry.getKey().value());
                for (double demand : entry.getValue()) {
                    out.writeDouble(demand);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Writing to memory failed.", e);
        }
        return ENVELOPE.seal(bytes.toByteArray());
    }

    @Override
    public FleetModel decode(byte[] bytes, FleetHistory history) {
        ByteBuffer content = ENVELOPE.open(bytes);
        Map<VmId, double[]> demands = new TreeMap<>();
        try (DataInputStream in = new DataInputStream(
                new ByteArrayInputStream(content.array(), content.arrayOffset(), content.remaining()))) {
            while (in.available() > 0) {
                VmId vm = new VmId(in.readUTF());
                double[] all = new double[history.fleet().resources().size()];
                for (int r = 0; r < all.length; r++) {
                    all[r] = demand(in.readDouble());
                }
                demands.put(vm, all);
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("The (" + bytes.length + ") bytes must be those of " + name() + ".", e);
        }
        return new LastDemandsModel(history, demands);
    }

    private static double demand(double value) {
        if (value < 0 || value > MOST) {
            throw new IllegalArgumentException("The demand (" + value + ") must be from 0 to " + MOST + ".");
        }
        return value;
    }
}
