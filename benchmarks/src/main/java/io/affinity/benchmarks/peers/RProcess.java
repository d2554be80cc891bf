// SPDX-License-Identifier: Apache-2.0
package io.affinity.benchmarks.peers;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** R as a process, with one thread for its linear algebra. */
final class RProcess {

    private static final String VERSION =
            "cat(as.character(getRversion()), as.character(packageVersion(\"forecast\")), \"\\n\")";

    private RProcess() {}

    /** {@return the versions of R and of its package forecast, or why there are none} */
    static Version version() throws InterruptedException {
        try {
            String output = output(List.of("Rscript", "--vanilla", "-e", VERSION));
            String[] words = output.strip().split("\\s+");
            return new Version(true, "R " + words[0] + ", forecast " + words[words.length - 1]);
        } catch (IOException e) {
            return new Version(false, "it is not installed here (" + e.getMessage() + ")");
        }
    }

    /**
     * Whether R can be used.
     *
     * @param text its versions, or why it cannot be used
     */
    record Version(boolean usable, String text) {}

    /** @throws IOException with the output of R if it ends with an error */
    static void run(List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("Rscript", "--vanilla"));
        command.addAll(arguments);
        output(command);
    }

    private static String output(List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("OMP_NUM_THREADS", "1");
        builder.environment().put("OPENBLAS_NUM_THREADS", "1");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int code = process.waitFor();
        if (code != 0) {
            throw new IOException(command.get(0) + " ended with " + code + ": "
                    + output.strip().replace('\n', ' '));
        }
        return output;
    }
}
