// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli;

/** The legal ranges of numbers on the command line. */
final class Limits {

    private Limits() {}

    /** @throws WrongInputException unless the value is at least {@code least} and at most {@code most} */
    static void require(String thing, long value, long least, long most) {
        if (value < least || value > most) {
            throw new WrongInputException(
                    "The " + thing + " (" + value + ") must be at least " + least + " and at most " + most + ".");
        }
    }
}
