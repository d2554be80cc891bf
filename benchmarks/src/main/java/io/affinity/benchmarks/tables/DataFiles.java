// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.tables;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds the days and months that paths name, now and not after hours. */
final class DataFiles {

    private static final Pattern DAY = Pattern.compile("(planetlab-)?\\d{8}(\\.csv(\\.gz)?)?");
    private static final Pattern MONTH = Pattern.compile(".*" + Pattern.quote(TableData.CPU) + "csv(\\.gz)?");

    private DataFiles() {}

    /** {@return days of PlanetLab: each path, or the days in it in the order of their names} */
    static List<Path> days(List<Path> paths) {
        return paths.stream()
                .flatMap(path -> {
                    List<Path> days = within(path, DAY);
                    // A folder that holds no day is one.
                    return days.isEmpty() ? Stream.of(path) : days.stream();
                })
                .toList();
    }

    /** {@return columns of CPU percentages: each path, or those in it in the order of their names} */
    static List<Path> months(List<Path> paths) {
        return paths.stream().flatMap(path -> columns(path).stream()).toList();
    }

    /**
     * Refuses a folder without these files.
     *
     * @throws IllegalArgumentException naming the option
     */
    static void requireFiles(String option, Path folder, List<String> names) {
        for (String name : names) {
            if (!Files.isRegularFile(folder.resolve(name))) {
                throw new IllegalArgumentException(
                        "The folder of " + option + " (" + folder + ") must hold the file " + name + ".");
            }
        }
    }

    private static List<Path> columns(Path path) {
        List<Path> found = Files.isDirectory(path) ? within(path, MONTH) : requireExists(path);
        if (found.isEmpty() || !found.stream().allMatch(file -> isNamed(file, MONTH))) {
            throw new IllegalArgumentException("The months of --bitbrains (" + path + ") must be files such as"
                    + " rnd-2013-7-cpu_pct.csv.gz, or a folder of them.");
        }
        return found;
    }

    private static List<Path> requireExists(Path path) {
        if (!Files.exists(path)) {
            throw new IllegalArgumentException("The trace (" + path + ") must be one that exists.");
        }
        return List.of(path);
    }

    private static List<Path> within(Path path, Pattern name) {
        requireExists(path);
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(path)) {
            return entries.filter(entry -> isNamed(entry, name)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The folder (" + path + ") could not be read.", e);
        }
    }

    private static boolean isNamed(Path file, Pattern name) {
        return name.matcher(String.valueOf(file.getFileName())).matches();
    }
}
