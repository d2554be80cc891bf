// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.cluster;

import io.affinity.spi.demand.Demand;
import io.affinity.spi.demand.DemandSource;
import io.affinity.spi.demand.HistoryRequest;
import io.affinity.spi.demand.PastDemand;
import io.affinity.spi.inventory.Inventory;
import io.affinity.spi.inventory.InventorySource;
import io.affinity.spi.inventory.RuleSource;
import io.affinity.spi.inventory.Rules;
import io.affinity.spi.model.Host;
import io.affinity.spi.model.HostId;
import io.affinity.spi.model.Resource;
import io.affinity.spi.model.ResourceSet;
import io.affinity.spi.model.ResourceVector;
import io.affinity.spi.model.Vm;
import io.affinity.spi.model.VmId;
import java.time.Duration;
import java.time.Instant;
import java.util.SplittableRandom;

/**
 * A week in which people sign in, by day and in surges that nobody announces, and what a VM demands 20 minutes later for each of them.
 * The newest surge began a quarter of an hour ago: the VM has not felt it yet.
 */
final class SignIns implements InventorySource, DemandSource, RuleSource {

    static final Duration STEP = Duration.ofMinutes(5);
    static final Instant NOW = Instant.parse("2026-03-08T15:00:00Z");
    static final VmId WEB = new VmId("web-1");
    static final VmId BATCH = new VmId("batch-1");
    static final int LAG = 4;
    static final int AHEAD = 4;

    private static final int WEEK = 7 * 288;
    private static final int SURGE = 14;
    private static final double CORES_OF_ONE = 0.005;

    private final double[] signIns = new double[WEEK + AHEAD];
    private final double[] web = new double[WEEK + AHEAD];
    private final double[] batch = new double[WEEK + AHEAD];

    SignIns(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        double[] surges = new double[WEEK + AHEAD + SURGE];
        for (int at = 40 + random.nextInt(60); at < WEEK - 60; at += 60 + random.nextInt(90)) {
            surge(surges, at, 300 + 400 * random.nextDouble());
        }
        surge(surges, WEEK - 4, 600);
        double noise = 0;
        for (int t = 0; t < signIns.length; t++) {
            signIns[t] = 200 + 80 * Math.sin(2 * Math.PI * t / 288) + surges[t] + 10 * gaussian(random);
            noise = 0.5 * noise + 0.05 * gaussian(random);
            web[t] = Math.max(0, 0.5 + CORES_OF_ONE * (t < LAG ? 200 : signIns[t - LAG]) + noise);
            batch[t] = 1 + 0.2 * random.nextDouble();
        }
    }

    /** Half in the first step, all for half an hour, and then away. */
    private static void surge(double[] surges, int at, double size) {
        for (int i = 0; i < SURGE && at + i < surges.length; i++) {
            surges[at + i] += size * Math.min(1, Math.min((i + 1) / 2.0, (SURGE - i) / 5.0));
        }
    }

    private static double gaussian(SplittableRandom random) {
        return Math.sqrt(-2 * Math.log(1 - random.nextDouble())) * Math.cos(2 * Math.PI * random.nextDouble());
    }

    /** {@return what the VM will demand so many steps from now} */
    double demandAhead(int steps) {
        return web[WEEK - 1 + steps];
    }

    /** {@return the sign-ins up to now as a file has them} */
    String csv() {
        return csv(0);
    }

    /** {@return the same without the newest} */
    String csv(int missing) {
        StringBuilder text = new StringBuilder("time,value\n");
        for (int t = 0; t < WEEK - missing; t++) {
            text.append(time(t)).append(',').append(signIns[t]).append('\n');
        }
        return text.toString();
    }

    static Instant time(int t) {
        return NOW.minus(STEP.multipliedBy(WEEK - 1L - t));
    }

    @Override
    public String name() {
        return "sign-ins";
    }

    @Override
    public Inventory inventory() {
        ResourceSet cpu = ResourceSet.of(Resource.CPU);
        Inventory.Builder inventory = Inventory.builder(NOW);
        for (String host : new String[] {"a", "b"}) {
            inventory.host(Host.of(new HostId(host), ResourceVector.of(cpu, 7)));
        }
        inventory.vm(Vm.of(WEB, ResourceVector.of(cpu, 6)), new HostId("a"));
        inventory.vm(Vm.of(BATCH, ResourceVector.of(cpu, 2)), new HostId("a"));
        return inventory.build();
    }

    @Override
    public Rules rules(Inventory inventory) {
        return Rules.NONE;
    }

    @Override
    public Demand demand(Inventory inventory) {
        return Demand.builder(NOW, inventory.resources())
                .put(WEB, Resource.CPU, web[WEEK - 1])
                .put(BATCH, Resource.CPU, batch[WEEK - 1])
                .build();
    }

    @Override
    public PastDemand history(HistoryRequest request) {
        PastDemand.Builder past = PastDemand.builder(request);
        for (VmId vm : request.vms()) {
            double[] values = new double[request.length()];
            for (int i = 0; i < values.length; i++) {
                int t = (int) (WEEK
                        - 1
                        - Duration.between(request.start().plus(request.step().multipliedBy(i)), NOW)
                                .dividedBy(STEP));
                values[i] = t < 0 ? Double.NaN : (vm.equals(WEB) ? web : batch)[t];
            }
            past.put(vm, Resource.CPU, values);
        }
        return past.build();
    }
}
