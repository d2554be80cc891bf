// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads line-delimited JSON, plain or gzip: an object in each line, with the keys that {@link LongCsvTrace} has as columns.
 *
 * <pre>{@code
 * {"time": "2024-01-31T00:05:00Z", "vm": "web-1", "cpu": 0.5, "memory": 2147483648}
 * {"time-ms": 1706659500000, "vm": "db", "resource": "cpu", "value": 1.25}
 * }</pre>
 *
 * <p>Numbers are numbers and not texts; {@code null} is a gap, as is what is not there. Lines may come in any order, and say the
 * same twice.
 */
final class JsonLinesTrace {

    private static final int MOST_LEVELS = 2;
    private static final int LONGEST_TEXT = 10_000;
    private static final int LONGEST_NUMBER = 100;
    private static final String NUMBER = "a number from 0 to 1e18, or null for a gap";

    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MOST_LEVELS)
                    .maxStringLength(LONGEST_TEXT)
                    .maxNameLength(LONGEST_TEXT)
                    .maxNumberLength(LONGEST_NUMBER)
                    .build())
            .build();

    private final Path file;
    private final LongRows rows;
    private int line;

    // Of the line that is being read.
    private final float[] values = new float[LongRows.RESOURCES.size()];
    private final boolean[] isThere = new boolean[values.length];
    private @Nullable String vm;
    private @Nullable String resource;
    private float value;
    private boolean hasValue;
    private long millis;

    private JsonLinesTrace(Path file, LongRows rows) {
        this.file = file;
        this.rows = rows;
    }

    /** {@return whether a file whose first line this is is read by this reader} */
    static boolean isFirst(String line) {
        return line.stripLeading().startsWith("{");
    }

    /**
     * Adds the lines of one file.
     *
     * @throws TraceFormatException if it is missing or wrong
     */
    static void read(Path file, LongRows rows) {
        JsonLinesTrace trace = new JsonLinesTrace(file, rows);
        try (TraceLines lines = TraceLines.open(file)) {
            for (String text = lines.nextRow(); text != null; text = lines.nextRow()) {
                trace.line = lines.number();
                trace.add(text);
            }
        }
    }

    private void add(String text) {
        try (JsonParser json = JSON.createParser(text)) {
            begin();
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw wrong("the line must be an object of JSON, such as {\"time\": \"2024-01-31T00:05:00Z\", \"vm\":"
                        + " \"db\", \"cpu\": 0.5}.");
            }
            while (json.nextToken() != JsonToken.END_OBJECT) {
                String key = json.currentName();
                json.nextToken();
                take(key, json);
            }
            if (json.nextToken() != null) {
                throw wrong("the line must be one object of JSON, and nothing after it.");
            }
            finish();
        } catch (JsonProcessingException e) {
            int column =
                    e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getColumnNr());
            throw wrong("at character " + column + " it is no JSON ("
                    + e.getOriginalMessage().replaceAll("\\p{Cntrl}", "?") + "); each line must be one object.");
        } catch (IOException e) {
            throw new UncheckedIOException("A line in memory cannot be read.", e);
        }
    }

    private void begin() {
        Arrays.fill(isThere, false);
        vm = null;
        resource = null;
        hasValue = false;
        millis = -1;
    }

    private void take(String key, JsonParser json) throws IOException {
        StampForm form = StampForm.named(key);
        int known = LongRows.resource(key);
        if (form != null) {
            stamp(form, key, json);
        } else if (known >= 0) {
            isThere[known] = true;
            values[known] = number(key, json);
        } else {
            switch (key.toLowerCase(Locale.ROOT)) {
                case LongHeader.VM -> vm = name(key, json, "the name of a VM, as a text");
                case LongHeader.RESOURCE -> resource = name(key, json, "one of " + LongRows.RESOURCES);
                case LongHeader.VALUE -> {
                    hasValue = true;
                    value = number(key, json);
                }
                default -> throw wrong("the key \"" + shown(key) + "\" must be one of " + LongHeader.names() + ".");
            }
        }
    }

    private static String shown(String key) {
        return key.substring(0, Math.min(40, key.length())).replaceAll("\\p{Cntrl}", "?");
    }

    private void stamp(StampForm form, String key, JsonParser json) throws IOException {
        JsonToken expected = form == StampForm.ISO ? JsonToken.VALUE_STRING : null;
        boolean isNumber = json.currentToken().isNumeric();
        boolean isRightKind = expected == null ? isNumber : json.currentToken() == expected;
        if (millis >= 0) {
            throw wrong("there are two times; there must be one of " + StampForm.columns() + ".");
        }
        millis = isRightKind ? form.millis(json.getText().strip()) : -1;
        if (millis < 0) {
            throw TraceFormatException.ofKey(file, line, key, json.getText(), form.legal());
        }
    }

    private String name(String key, JsonParser json, String legal) throws IOException {
        String text =
                json.currentToken() == JsonToken.VALUE_STRING ? json.getText().strip() : "";
        if (text.isEmpty()) {
            throw TraceFormatException.ofKey(file, line, key, json.getText(), legal);
        }
        return text;
    }

    private float number(String key, JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_NULL) {
            return Float.NaN;
        }
        double number = json.currentToken().isNumeric() ? Cells.quantity(json.getText()) : Double.NaN;
        if (Double.isNaN(number)) {
            throw TraceFormatException.ofKey(file, line, key, json.getText(), NUMBER);
        }
        return (float) number;
    }

    private void finish() {
        String named = resource;
        String name = vm;
        boolean isWide = false;
        for (boolean there : isThere) {
            isWide |= there;
        }
        if (name == null || millis < 0 || (named != null) != hasValue || isWide == hasValue) {
            throw wrong("the object must have one of " + StampForm.columns()
                    + ", vm, and resource and value or one or more of " + LongRows.RESOURCES + ".");
        }
        rows.add(name);
        for (int r = 0; r < values.length; r++) {
            if (isThere[r]) {
                rows.add(name, r, millis, values[r]);
            }
        }
        if (named != null) {
            int known = LongRows.resource(named);
            if (known < 0) {
                throw TraceFormatException.ofKey(
                        file, line, LongHeader.RESOURCE, named, "one of " + LongRows.RESOURCES);
            }
            rows.add(name, known, millis, value);
        }
    }

    private TraceFormatException wrong(String problem) {
        return TraceFormatException.ofLine(file, line, problem);
    }
}
