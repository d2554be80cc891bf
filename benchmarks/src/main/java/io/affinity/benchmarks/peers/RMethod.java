// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peers;

import io.affinity.benchmarks.scores.ForecastScores;
import io.affinity.spi.forecast.Forecast;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A method of R's package {@code forecast}, in a process of R of its own; R measures its own CPU time. */
final class RMethod implements Method {

    private static final String SCRIPT = "peers.R";
    private static final int COLUMNS = 6;
    private static final int NUMBERS = 5;

    private final String name;
    private final PeerOrder order;

    RMethod(String name, PeerOrder order) {
        this.name = name;
        this.order = order;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<SeriesAnswer> answers(List<Task> tasks) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("affinity-peers");
        Path script = folder.resolve(SCRIPT);
        Path input = folder.resolve("in.csv");
        Path output = folder.resolve("out.csv");
        try {
            copyScript(script);
            Files.write(input, rows(tasks));
            Task first = tasks.get(0);
            RProcess.run(List.of(
                    script.toString(),
                    input.toString(),
                    output.toString(),
                    name,
                    String.valueOf(first.period()),
                    String.valueOf(first.horizon()),
                    joined(order.regular()),
                    joined(order.seasonal())));
            List<SeriesAnswer> answers = new ArrayList<>();
            for (String line : Files.readAllLines(output)) {
                answers.add(answer(line));
            }
            if (answers.size() != tasks.size()) {
                throw new IOException("R answered for " + answers.size() + " of " + tasks.size() + " series.");
            }
            return answers;
        } finally {
            for (Path file : List.of(script, input, output, folder)) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void copyScript(Path file) throws IOException {
        try (InputStream script = RMethod.class.getResourceAsStream(SCRIPT)) {
            if (script == null) {
                throw new IllegalStateException("The resource (" + SCRIPT + ") must be on the class path.");
            }
            Files.copy(script, file);
        }
    }

    /** The ids are numbers, so that no id can break a row. */
    private static List<String> rows(List<Task> tasks) {
        List<String> rows = new ArrayList<>(List.of("id,values"));
        for (Task task : tasks) {
            rows.add(rows.size() + ","
                    + Arrays.stream(task.history().values())
                            .mapToObj(value -> Double.isNaN(value) ? "NA" : String.valueOf(value))
                            .collect(Collectors.joining(" ")));
        }
        return rows;
    }

    private static String joined(List<Integer> numbers) {
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    /** Package-private for its test. */
    static SeriesAnswer answer(String line) {
        String[] cells = line.split(",", COLUMNS);
        double millis = 1000 * Double.parseDouble(cells[2]);
        if (!cells[1].equals("ok")) {
            return SeriesAnswer.failed(millis, cells[4]);
        }
        double logLikelihood = cells[3].equals("NA") ? Double.NaN : Double.parseDouble(cells[3]);
        double[] numbers = Arrays.stream(cells[5].split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
        return new SeriesAnswer(forecast(numbers), logLikelihood, millis, cells[4]);
    }

    /** Mean, 2.5 %, 10 %, 90 % and 97.5 %, each for all steps; these intervals are symmetric, so the median is the mean. */
    private static Forecast forecast(double[] numbers) {
        int steps = numbers.length / NUMBERS;
        int levels = ForecastScores.LEVELS.size();
        double[] quantiles = new double[steps * levels];
        for (int step = 0; step < steps; step++) {
            double mean = numbers[step];
            double[] ordered = {
                numbers[steps + step],
                numbers[2 * steps + step],
                mean,
                numbers[3 * steps + step],
                numbers[4 * steps + step]
            };
            // Simulated bounds of R may lie on the wrong side of the mean.
            Arrays.sort(ordered);
            System.arraycopy(ordered, 0, quantiles, step * levels, levels);
        }
        return Forecast.of(
                Instant.EPOCH, Duration.ofHours(1), ForecastScores.LEVELS, Arrays.copyOf(numbers, steps), quantiles);
    }
}
