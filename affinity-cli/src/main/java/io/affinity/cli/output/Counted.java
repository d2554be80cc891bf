// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

/** A number and what is counted. */
public final class Counted {

    private Counted() {}

    /** {@return such as "1 host" or "3 hosts"} */
    public static String of(long count, String one) {
        return count + " " + (count == 1 ? one : many(one));
    }

    private static String many(String one) {
        return one.endsWith("y") ? one.substring(0, one.length() - 1) + "ies" : one + "s";
    }
}
