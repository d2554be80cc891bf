// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.exchange;

/** What a message holds. Codes are part of the format and must never change. */
enum Kind {
    FLEET(1, "fleet"),
    OBSERVATION(2, "observation"),
    SCENARIOS(3, "scenarios"),
    CONTENTION(4, "contention forecast"),
    RISK(5, "risk report"),
    PROBLEM(6, "placement problem"),
    RESULT(7, "placement result"),
    PLAN(8, "migration plan");

    private final int code;
    private final String text;

    Kind(int code, String text) {
        this.code = code;
        this.text = text;
    }

    int code() {
        return code;
    }

    @Override
    public String toString() {
        return text;
    }
}
