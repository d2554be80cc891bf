// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.output;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Locale;

/**
 * What a document of JSON is, so that programs know what to expect. The file of the same name in docs/schemas says what stands in it.
 * Fields may be added; the number changes when one goes, or means something else.
 */
public enum Schema {
    ALARMS(1),
    BACKTEST(1),
    CHECK(1),
    /** A cycle of the loop, as it prints it and leaves it in its state folder. */
    CYCLE(1),
    EXPLAIN(1),
    FORECAST(1),
    HISTORY(1),
    PLAN(1),
    SIMULATE(1),
    STATUS(1);

    private static final String FIELD = "schema";

    private final int version;

    Schema(int version) {
        this.version = version;
    }

    /** {@return such as {@code plan/1}} */
    public String id() {
        return word() + "/" + version;
    }

    /** {@return the name of its file, without an ending} */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Writes the field that names it, the first of a document. */
    public void write(JsonGenerator json) throws IOException {
        json.writeStringField(FIELD, id());
    }
}
