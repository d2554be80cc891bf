// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** One run of the program within the test. */
record Session(int exitCode, String out, String err) {

    static Session of(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode = Affinity.run(
                new Console(
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        null),
                arguments);
        return new Session(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** {@return the one line of the error; fails if there are more or none} */
    String errorLine() {
        if (err.lines().count() != 1) {
            throw new AssertionError("stderr must be one line: " + err);
        }
        return err.strip();
    }
}
