// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Small traces, written for a test. */
public final class SampleTraces {

    private SampleTraces() {}

    /** {@return a folder with a PlanetLab day of these many VMs} */
    public static Path planetLab(Path parent, int vms) {
        try {
            Path folder = Files.createDirectories(parent.resolve("20110303"));
            for (int vm = 0; vm < vms; vm++) {
                int phase = vm * 31;
                Files.writeString(
                        folder.resolve("vm" + vm),
                        IntStream.range(0, 288)
                                .mapToObj(t -> Integer.toString((int) (40 + 35 * Math.sin((t + phase) / 20.0))))
                                .collect(Collectors.joining("\n")));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return a plain CSV of CPU, in which VMs want up to these many cores} */
    public static Path csv(Path parent, int vms, int steps, double cores) {
        try {
            String header = IntStream.range(0, steps).mapToObj(t -> ",t" + t).collect(Collectors.joining());
            String rows = IntStream.range(0, vms)
                    .mapToObj(vm -> "web-" + vm + ",cpu"
                            + IntStream.range(0, steps)
                                    .mapToObj(t -> String.format(
                                            Locale.ROOT, ",%.3f", cores * (0.5 + 0.5 * Math.sin(t / 7.0))))
                                    .collect(Collectors.joining()))
                    .collect(Collectors.joining("\n"));
            return Files.writeString(parent.resolve("trace.csv"), "vm,resource" + header + "\n" + rows + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@return what {@link #csv} has, in long form as a spreadsheet writes it in most of Europe} */
    public static Path longForm(Path parent, int vms, int steps, double cores) {
        try {
            String rows = IntStream.range(0, steps)
                    .boxed()
                    .flatMap(t -> IntStream.range(0, vms)
                            .mapToObj(vm -> String.format(
                                            Locale.ROOT,
                                            "%d;web-%d;%.3f",
                                            300 * t,
                                            vm,
                                            cores * (0.5 + 0.5 * Math.sin(t / 7.0)))
                                    .replace('.', ',')))
                    .collect(Collectors.joining("\n"));
            return Files.writeString(
                    Files.createDirectories(parent).resolve("trace.csv"), "time-s;vm;cpu\n" + rows + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
