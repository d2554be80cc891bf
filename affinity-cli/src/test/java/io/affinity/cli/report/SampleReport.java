// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Plausible reports for the tests and for the eye: {@code main} writes one to the file given as first argument, with
 * the numbers of hosts, hourly buckets and reactive migrations as further arguments.
 */
final class SampleReport {
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    private static final List<String> POLICIES = List.of("none", "reactive", "predictive", "oracle");
    private static final List<String> RESOURCES = List.of("cpu", "memory", "network", "disk throughput");

    private SampleReport() {}

    public static void main(String[] arguments) throws IOException {
        SimulationReport report =
                of(Integer.parseInt(arguments[1]), Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
        try (Writer out = Files.newBufferedWriter(Path.of(arguments[0]), StandardCharsets.UTF_8)) {
            HtmlReport.write(report, out);
        }
    }

    static SimulationReport of(int hosts, int buckets, int reactiveMigrations) {
        List<PolicyResults> policies = IntStream.range(0, POLICIES.size())
                .mapToObj(policy -> policy(policy, hosts, buckets, reactiveMigrations))
                .toList();
        return new SimulationReport(
                "Two weeks of a mixed cluster",
                "0.1.0",
                42,
                List.of(
                        new SetupLine("Hosts", hosts + " (64 cores, 512 GiB)"),
                        new SetupLine("VMs", Integer.toString(12 * hosts)),
                        new SetupLine("Workload", "diurnal, batch and bursty, correlated by tenant"),
                        new SetupLine("Control loop", "5 min, horizon 4 h"),
                        new SetupLine("Forecaster", "selected by backtest"),
                        new SetupLine("Migration link", "10 Gbit/s, 2 at a time per host")),
                policies,
                List.of(fan("vm-0017", "cpu", "cores", 1, 11), fan("host-003", "memory", "B", 4e9, 12)),
                List.of("vm-0017 and vm-0018, cpu: they peak together, at the same time (correlation 0.93)"),
                List.of(
                        "Demand is generated; real demand may have rarer and higher peaks.",
                        "The oracle plans with the demand that will happen."),
                picture(hosts, buckets));
    }

    private static PolicyResults policy(int policy, int hosts, int buckets, int reactiveMigrations) {
        double[] effect = {1, .41, .12, .07};
        int[] migrations = {0, reactiveMigrations, 312, 248};
        double contention = 21_480 * effect[policy];
        Map<String, Double> byPriority = new LinkedHashMap<>();
        byPriority.put("critical", contention * .08 * effect[policy]);
        byPriority.put("high", contention * .22);
        byPriority.put("normal", contention * .45);
        byPriority.put("batch", contention * .25);
        return new PolicyResults(
                POLICIES.get(policy),
                List.of(
                                "VMs stay where they are",
                                "moves VMs once a host is short",
                                "moves VMs before a forecast shortage",
                                "knows the demand to come")
                        .get(policy),
                policy == 0 ? PolicyRole.BASELINE : policy == 3 ? PolicyRole.REFERENCE : PolicyRole.CONTENDER,
                List.of(
                        Figure.lowerIsBetter("contention", "Contention", "VM min", contention),
                        Figure.lowerIsBetter("slatah", "Time hosts are full (SLATAH)", "%", 4.31 * effect[policy]),
                        Figure.lowerIsBetter("pdm", "Loss by migrations (PDM)", "%", migrations[policy] * 3.1e-5),
                        Figure.lowerIsBetter("migrations", "Migrations", "", migrations[policy]),
                        Figure.lowerIsBetter("energy", "Energy", "kWh", 1843.2 - 61 * policy),
                        Figure.lowerIsBetter(
                                "downtime", "Longest downtime", "ms", policy == 0 ? Double.NaN : 320 - 40 * policy),
                        Figure.higherIsBetter("mean", "Mean utilization of running hosts", "%", 48.2 + 2.7 * policy),
                        Figure.descriptive("bytes", "Memory transferred", "B", migrations[policy] * 7.3e9)),
                byPriority,
                heatMap(effect[policy], policy, hosts, buckets),
                heatMaps(effect[policy], policy, hosts, buckets),
                worst(effect[policy], hosts),
                migrations(policy, migrations[policy], hosts, buckets));
    }

    private static Map<String, HeatMap> heatMaps(double effect, int policy, int hosts, int buckets) {
        Map<String, HeatMap> maps = new LinkedHashMap<>();
        maps.put("cpu", heatMap(effect, policy, hosts, buckets));
        maps.put("memory", heatMap(0, policy, hosts, buckets));
        return maps;
    }

    private static Map<String, Double> worst(double effect, int hosts) {
        Map<String, Double> minutes = new LinkedHashMap<>();
        for (int vm = 0; vm < Math.min(12, 12 * hosts); vm++) {
            minutes.put(String.format(Locale.ROOT, "vm-%04d", vm), 100.0 * (vm + 1) * effect);
        }
        return minutes;
    }

    private static ClusterPicture picture(int hosts, int buckets) {
        List<Instant> times = IntStream.range(0, buckets)
                .mapToObj(bucket -> START.plus(Duration.ofHours(bucket)))
                .toList();
        List<Double> demand = IntStream.range(0, buckets)
                .mapToObj(bucket -> hosts * (30 + 25 * Math.sin(2 * Math.PI * (bucket - 8) / 24)))
                .toList();
        byte[] bytes = new byte[4 * buckets];
        for (int i = 0; i < bytes.length; i++) {
            int row = i / buckets;
            int level = (int) (100 + 60 * Math.sin(2 * Math.PI * (i % buckets) / 24));
            bytes[i] = (byte) (row < 2 ? level : row == 2 ? level - 30 : level + 30);
        }
        String text = Base64.getEncoder().encodeToString(bytes);
        List<ForecastStrip> strips = IntStream.range(0, 12 * hosts)
                .mapToObj(vm -> new ForecastStrip(String.format(Locale.ROOT, "vm-%04d", vm), "cpu", "cores", 8, text))
                .toList();
        return new ClusterPicture(
                List.of("Demand peaks at 55 of 64 cores (86 %)."),
                List.of(new DemandLine("cpu", "cores", 64.0 * hosts, 60.0 * hosts, times, demand)),
                new ForecastStrips(times, Collections.nCopies(buckets, Duration.ofHours(1)), strips),
                new Calibration(
                        List.of(.1, .5, .9),
                        List.of(new Calibration.Line("cpu", 4321, List.of(.12, .48, .91), .79, .94)),
                        List.of("CPU: of 4,321 values, 79 % came within the interval that should hold 80 %, as it"
                                + " should be.")),
                List.of(new WhatIfAnswer(
                        "remove host-001",
                        List.of("With predictive, VMs would stand short for 90 VM minutes instead of 10."),
                        List.of(new WhatIfAnswer.Row(
                                "predictive", List.of(new WhatIfAnswer.Cell("VM min short", "10", "90")))))));
    }

    private static HeatMap heatMap(double effect, int policy, int hosts, int buckets) {
        Random random = new Random(7);
        float[][] rows = new float[hosts][buckets];
        for (int host = 0; host < hosts; host++) {
            double level = .3 + .4 * random.nextDouble();
            double swing = .1 + .35 * random.nextDouble();
            double phase = random.nextGaussian();
            for (int bucket = 0; bucket < buckets; bucket++) {
                double hour = 2 * Math.PI * bucket / 24;
                double weekend = bucket / 24 % 7 > 4 ? .6 : 1;
                double load = level + swing * weekend * Math.sin(hour - 2 + phase) + .05 * random.nextGaussian();
                double capped = load > .85 ? .85 + (load - .85) * effect : load;
                boolean asleep = policy > 1 && host % 7 == 3 && (bucket % 24 < 6 || weekend < 1);
                rows[host][bucket] = asleep ? Float.NaN : (float) Math.max(.02, capped);
            }
        }
        return HeatMap.of(
                IntStream.range(0, hosts)
                        .mapToObj(host -> String.format(Locale.ROOT, "host-%03d", host))
                        .toList(),
                IntStream.range(0, buckets)
                        .mapToObj(bucket -> START.plus(Duration.ofHours(bucket)))
                        .toList(),
                rows);
    }

    private static List<MigrationRow> migrations(int policy, int count, int hosts, int buckets) {
        Random random = new Random(100 + policy);
        List<MigrationRow> migrations = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double day = random.nextInt(Math.max(1, buckets / 24)) + (8 + 3 * random.nextGaussian()) / 24;
            int source = (int) Math.min(hosts - 1, Math.abs(random.nextGaussian()) * hosts / 3);
            int target = (source + 1 + random.nextInt(Math.max(1, hosts - 1))) % hosts;
            double draw = random.nextDouble();
            migrations.add(new MigrationRow(
                    START.plusSeconds((long) (Math.max(0, day) * 86_400)),
                    Duration.ofMillis(8_000 + random.nextInt(240_000)),
                    Duration.ofMillis(20 + random.nextInt(280)),
                    String.format(Locale.ROOT, "vm-%04d", random.nextInt(12 * hosts)),
                    String.format(Locale.ROOT, "host-%03d", source),
                    String.format(Locale.ROOT, "host-%03d", target),
                    draw < .96 ? "completed" : draw < .985 ? "aborted" : "failed",
                    draw < .96 ? 5.0 * random.nextInt(40) : Double.NaN,
                    List.of(
                            String.format(
                                    Locale.ROOT,
                                    "contention of the source %.2f, of the target %.2f",
                                    .3 + .6 * random.nextDouble(),
                                    .1 * random.nextDouble()),
                            RESOURCES.get(random.nextInt(4)) + " short in " + 5 * (1 + random.nextInt(40)) + " min",
                            "excluded: " + random.nextInt(9) + " hosts by anti-affinity")));
        }
        return migrations;
    }

    private static ForecastFan fan(String subject, String resource, String unit, double scale, int seed) {
        Random random = new Random(seed);
        Duration step = Duration.ofMinutes(30);
        List<ForecastFan.Observation> actual = new ArrayList<>();
        double[] truth = new double[48 * 6];
        double drift = 0;
        for (int i = 0; i < truth.length; i++) {
            drift = .9 * drift + .35 * random.nextGaussian();
            truth[i] = scale * Math.max(.2, 6 + 3 * Math.sin(2 * Math.PI * (i - 16) / 48) + drift);
            actual.add(new ForecastFan.Observation(
                    START.plus(step.multipliedBy(i)), i > 60 && i < 66 ? Double.NaN : truth[i]));
        }
        List<ForecastFan.OriginFan> origins = new ArrayList<>();
        for (int origin = 48; origin + 24 < truth.length; origin += 12) {
            List<ForecastFan.Step> steps = new ArrayList<>();
            double start = truth[origin] - scale * (6 + 3 * Math.sin(2 * Math.PI * (origin - 16) / 48));
            for (int h = 1; h <= 24; h++) {
                double mean =
                        scale * (6 + 3 * Math.sin(2 * Math.PI * (origin + h - 16) / 48)) + start * Math.pow(.9, h);
                double sd = scale * .35 * Math.sqrt((1 - Math.pow(.81, h)) / .19);
                steps.add(new ForecastFan.Step(
                        START.plus(step.multipliedBy(origin + h)),
                        mean,
                        mean - 1.28 * sd,
                        mean + 1.28 * sd,
                        mean - 1.96 * sd,
                        mean + 1.96 * sd));
            }
            origins.add(new ForecastFan.OriginFan(START.plus(step.multipliedBy(origin)), steps));
        }
        return new ForecastFan(subject, resource, unit, actual, origins);
    }
}
