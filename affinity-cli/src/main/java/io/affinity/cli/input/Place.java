// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.input;

/**
 * A place in a file.
 *
 * @param line from 1; 0 for the file as a whole
 */
public record Place(String file, int line) implements Comparable<Place> {

    /** Of one file, the earlier first. */
    @Override
    public int compareTo(Place other) {
        return Integer.compare(line, other.line);
    }

    @Override
    public String toString() {
        return line == 0 ? file : file + ":" + line;
    }
}
