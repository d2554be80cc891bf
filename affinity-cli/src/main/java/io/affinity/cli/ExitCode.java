// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

/** What the exit code of the program means; the same for all commands. */
final class ExitCode {

    static final int DONE = 0;
    static final int RULES_WORSENED = 1;
    static final int WRONG_INPUT = 2;
    static final int INTERNAL_ERROR = 3;

    private ExitCode() {}
}
