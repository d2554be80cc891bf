// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import io.affinity.spi.forecast.FleetFitResult;
import io.affinity.spi.forecast.FleetForecaster;
import io.affinity.spi.forecast.FleetHistory;
import io.affinity.spi.forecast.FleetModel;
import io.affinity.spi.forecast.FleetRequest;
import io.affinity.spi.model.Fleet;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.Vm;
import io.affinity.spi.snapshot.Envelope;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Exponential smoothing with one constant for all VMs, the shortest fleet-wide forecaster that keeps the contract. */
class PlainFleetForecaster implements FleetForecaster {

    private static final Envelope ENVELOPE = new Envelope(0x504C464C, 1);
    private static final double MOST_SHARE = 1e100;
    private static final double[] CONSTANTS = {0.1, 0.3, 0.6};

    @Override
    public String name() {
        return "plain-fleet";
    }

    @Override
    public FleetFitResult fit(FleetRequest request) {
        FleetHistory history = request.history();
        double best = CONSTANTS[0];
        double least = Double.POSITIVE_INFINITY;
        for (double constant : CONSTANTS) {
            double loss = loss(history, constant);
            if (loss < least) {
                least = loss;
                best = constant;
            }
        }
        PlainFleetModel model = new PlainFleetModel(best, shares(history), history);
        return new FleetFitResult.Fitted(model);
    }

    /** By name, as sums depend on the order. */
    static List<Integer> inOrder(Fleet fleet) {
        return IntStream.range(0, fleet.vms().size())
                .boxed()
                .sorted(Comparator.comparing(v -> fleet.vms().get(v).id()))
                .toList();
    }

    private static double loss(FleetHistory history, double constant) {
        double sum = 0;
        int count = 0;
        for (int v : inOrder(history.fleet())) {
            for (int r = 0; r < history.fleet().resources().size(); r++) {
                PlainLevel level = PlainLevel.learned(history, v, r, constant);
                if (level.level > 0) {
                    sum += level.squares / (level.level * level.level);
                    count += level.count;
                }
            }
        }
        return sum / count;
    }

    /** {@return by resource, what VMs demand on the average as a share of what they were promised; NaN if nothing is known} */
    private static double[] shares(FleetHistory history) {
        double[] shares = new double[history.fleet().resources().size()];
        for (int r = 0; r < shares.length; r++) {
            double sum = 0;
            int count = 0;
            for (int v : inOrder(history.fleet())) {
                double allocation = history.fleet().vms().get(v).allocation().value(r);
                double level = PlainLevel.learned(history, v, r, 0.1).level;
                if (allocation > 0 && !Double.isNaN(level)) {
                    sum += Math.min(1, level / allocation);
                    count++;
                }
            }
            shares[r] = sum / count;
        }
        return shares;
    }

    double kept(double value) {
        return value;
    }

    @Override
    public byte[] encode(FleetModel any) {
        if (!(any instanceof PlainFleetModel model)) {
            throw new IllegalArgumentException("The model (" + any.description() + ") must be a plain one.");
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeLong(model.origin().getEpochSecond());
            List<Resource> resources = model.fleet().resources().resources();
            out.writeUTF(resources.toString());
            out.writeDouble(model.constant());
            for (double share : model.shares()) {
                out.writeDouble(kept(share));
            }
            out.writeInt(model.fleet().vms().size());
            for (int v : inOrder(model.fleet())) {
                out.writeUTF(model.fleet().vms().get(v).id().value());
                for (int r = 0; r < resources.size(); r++) {
                    model.level(v, r).write(out);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ENVELOPE.seal(bytes.toByteArray());
    }

    @Override
    public FleetModel decode(byte[] bytes, FleetHistory history) {
        try (DataInputStream in = open(bytes)) {
            if (!Instant.ofEpochSecond(in.readLong()).equals(history.origin())
                    || !in.readUTF()
                            .equals(history.fleet().resources().resources().toString())) {
                throw new IOException("another fleet");
            }
            int resources = history.fleet().resources().size();
            double constant = in.readDouble();
            if (!(constant > 0 && constant <= 1)) {
                throw new IOException("a constant of " + constant);
            }
            double[] shares = new double[resources];
            for (int r = 0; r < resources; r++) {
                shares[r] = in.readDouble();
                if (!(Math.abs(shares[r]) < MOST_SHARE || Double.isNaN(shares[r]))) {
                    throw new IOException("a share of " + shares[r]);
                }
            }
            Map<String, PlainLevel[]> known = new TreeMap<>();
            for (int left = in.readInt(); left > 0; left--) {
                String vm = in.readUTF();
                PlainLevel[] levels = new PlainLevel[resources];
                for (int r = 0; r < resources; r++) {
                    levels[r] = PlainLevel.read(in);
                }
                known.put(vm, levels);
            }
            if (in.available() > 0) {
                throw new IOException(in.available() + " too many");
            }
            PlainFleetModel model = new PlainFleetModel(constant, shares, history);
            Map<String, PlainLevel[]> levels = new HashMap<>(known);
            levels.keySet()
                    .retainAll(history.fleet().vms().stream()
                            .map(PlainFleetForecaster::name)
                            .toList());
            model.replace(levels);
            return model;
        } catch (IOException | DateTimeException e) {
            throw new IllegalArgumentException(
                    "The (" + bytes.length + ") bytes must be those of a plain model: " + e, e);
        }
    }

    DataInputStream open(byte[] bytes) throws IOException {
        try {
            ByteBuffer content = ENVELOPE.open(bytes);
            return new DataInputStream(
                    new ByteArrayInputStream(content.array(), content.arrayOffset(), content.remaining()));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String name(Vm vm) {
        return vm.id().value();
    }
}
