// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.recovery;

import io.affinity.libvirt.lab.Lab;
import io.affinity.libvirt.settings.Transport;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A {@link Controller} in a process of its own, which comes to no good end. */
record ControllerProcess(Process process, Path errors) {

    /** @param folder of the journal, which the next controller finds there */
    static ControllerProcess start(Lab lab, Path folder, String vm, Transport transport, Task task, Stop stop)
            throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Daffinity.lab=" + lab.fact("LAB"),
                "-cp",
                System.getProperty("java.class.path")));
        if (Runtime.version().feature() >= 22) {
            command.add(1, "--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of(
                Controller.class.getName(),
                vm,
                transport.name(),
                task.name(),
                folder.resolve("journal").toString(),
                stop.name()));
        Path errors = folder.resolve("errors");
        return new ControllerProcess(
                new ProcessBuilder(command).redirectError(errors.toFile()).start(), errors);
    }

    /** SIGKILL. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void awaitStop(Stop stop) throws IOException {
        try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("AT " + stop)) {
                    return;
                }
            }
        }
        throw new AssertionError("The controller ended before " + stop + ": " + Files.readString(errors));
    }
}
