// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.migrations;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A running lab of libvirt hosts. */
record LabCommand(Path command, Path folder) {

    /** {@return what a command of the lab printed} */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(
                command.toAbsolutePath().toString(),
                "--dir",
                folder.toAbsolutePath().toString()));
        words.addAll(List.of(arguments));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(words + " ended with " + status + ": " + printed);
        }
        return printed;
    }

    Map<String, String> facts() throws IOException, InterruptedException {
        Map<String, String> facts = new LinkedHashMap<>();
        run("env")
                .lines()
                .forEach(
                        line -> facts.put(line.substring(0, line.indexOf('=')), line.substring(line.indexOf('=') + 1)));
        return facts;
    }
}
