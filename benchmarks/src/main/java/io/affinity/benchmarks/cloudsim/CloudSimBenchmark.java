// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.cloudsim;

import io.affinity.benchmarks.command.Benchmark;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Runs the published consolidation experiment on days of PlanetLab and sets energy, migrations, SLATAH, PDM and SLAV beside
 * the figures of CloudSim 3.0.3 with the same policy. It shows that the simulator measures what others measure, and that the
 * policies of peers are carried out as they are there.
 *
 * <p>Ends with 1 if energy or migrations of any day differ by more than 10 %, or SLATAH by more than 15 %; with 2 if an
 * option is illegal or a file is of no day that there are figures of. Energy and SLAV are physical units and shares: the
 * machine it runs on does not matter.
 */
public final class CloudSimBenchmark implements Benchmark {

    private static final Pattern DAY = Pattern.compile("\\d{8}");
    private static final int FAILED = 1;
    private static final int ILLEGAL = 2;

    /** Needs no settings. */
    public CloudSimBenchmark() {}

    @Override
    public int run(List<String> options, PrintStream out, PrintStream err) throws IOException {
        CloudSimOptions asked;
        List<CloudSimDay> days = new ArrayList<>();
        try {
            asked = CloudSimOptions.parse(options);
            Map<String, CloudSimDay> references = CloudSimDay.all(asked.policy());
            asked.traces().forEach(trace -> days.add(dayOf(trace, references)));
        } catch (IllegalArgumentException e) {
            err.println("bench cloudsim: " + e.getMessage());
            err.println(CloudSimOptions.USAGE);
            return ILLEGAL;
        }
        List<ComparedDay> compared = new ArrayList<>();
        out.println(asked.policy().title());
        for (int i = 0; i < days.size(); i++) {
            ComparedDay day = ComparedDay.of(
                    days.get(i), PublishedRun.figures(asked.traces().get(i), asked.policy()));
            ComparisonText.print(day, out);
            compared.add(day);
        }
        Path json = asked.json();
        if (json != null) {
            ComparisonJson.write(asked.policy(), compared, json);
        }
        return compared.stream().allMatch(ComparedDay::agrees) ? 0 : FAILED;
    }

    private static CloudSimDay dayOf(Path trace, Map<String, CloudSimDay> references) {
        Path name = trace.getFileName();
        Matcher digits = DAY.matcher(name == null ? "" : name.toString());
        while (digits.find()) {
            CloudSimDay day = references.get(digits.group());
            if (day != null) {
                return day;
            }
        }
        throw new IllegalArgumentException(
                "The name of the trace (" + trace + ") must hold one of the days " + references.keySet() + ".");
    }
}
