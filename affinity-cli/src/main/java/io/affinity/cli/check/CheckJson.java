// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.check;

import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.cli.input.Problem;
import io.affinity.cli.output.JsonText;
import io.affinity.cli.output.Schema;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Locale;

/** What was checked as JSON, for programs. */
public final class CheckJson {

    private CheckJson() {}

    /**
     * Writes one object; does not close the writer.
     *
     * @param file that was checked
     */
    public static void write(String file, List<CheckRow> rows, List<Problem> problems, Writer out) throws IOException {
        try (JsonGenerator json = JsonText.generator(out)) {
            json.writeStartObject();
            Schema.CHECK.write(json);
            json.writeStringField("file", file);
            json.writeBooleanField(
                    "usable", problems.stream().noneMatch(one -> one.severity() == Problem.Severity.FATAL));
            json.writeArrayFieldStart("checks");
            for (CheckRow row : rows) {
                json.writeStartObject();
                json.writeStringField("what", row.what());
                json.writeStringField("state", row.state().word());
                json.writeStringField("detail", row.detail());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("problems");
            for (Problem problem : problems) {
                write(problem, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void write(Problem problem, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeStringField("file", problem.place().file());
        if (problem.place().line() == 0) {
            json.writeNullField("line");
        } else {
            json.writeNumberField("line", problem.place().line());
        }
        json.writeStringField("key", problem.key());
        json.writeStringField("severity", problem.severity().name().toLowerCase(Locale.ROOT));
        json.writeStringField("text", problem.text());
        json.writeEndObject();
    }
}
