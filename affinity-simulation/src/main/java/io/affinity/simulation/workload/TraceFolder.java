// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What a path holds: the files of a folder without hidden ones, or the one file itself. */
final class TraceFolder {

    /** Numbers by value, since file systems list 10 before 2; everything else as text. */
    private static final Comparator<Path> BY_VM_NAME = Comparator.comparing(TraceFolder::sortKey);

    private static final List<String> TABLES = List.of(".csv", ".tsv", ".jsonl", ".ndjson");

    private TraceFolder() {}

    /**
     * {@return the files, sorted by VM name; at least one}
     *
     * @throws TraceFormatException if there is none
     */
    static List<Path> files(Path path) {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        List<Path> files = new ArrayList<>();
        boolean folders = false;
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path)) {
            for (Path entry : entries) {
                folders |= Files.isDirectory(entry);
                if (Files.isRegularFile(entry) && !name(entry).startsWith(".")) {
                    files.add(entry);
                }
            }
        } catch (IOException e) {
            throw TraceFormatException.ofUnreadable(path, e);
        }
        if (files.isEmpty()) {
            throw TraceFormatException.ofFile(
                    path,
                    folders
                            ? "the folder holds only folders; name the one that holds a file for each VM."
                            : "the folder is empty; it must hold a file for each VM.");
        }
        files.sort(BY_VM_NAME);
        return files;
    }

    static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    /** {@return the file's name without {@code .gz} and {@code .csv}} */
    static String vmName(Path file) {
        return withoutSuffix(withoutSuffix(name(file), ".gz"), ".csv");
    }

    static boolean isCsv(Path file) {
        return withoutSuffix(name(file), ".gz").endsWith(".csv");
    }

    /** {@return whether the name says that the file is a table, or objects of JSON line by line} */
    static boolean isTable(Path file) {
        String name = withoutSuffix(name(file), ".gz");
        return TABLES.stream().anyMatch(name::endsWith);
    }

    private static String withoutSuffix(String name, String suffix) {
        return name.endsWith(suffix) && name.length() > suffix.length()
                ? name.substring(0, name.length() - suffix.length())
                : name;
    }

    private static String sortKey(Path file) {
        String name = vmName(file);
        boolean number = name.length() <= 18 && name.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? "0".repeat(18 - name.length()) + name : name;
    }
}
