// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Map;

/**
 * Writes forecasts as one HTML file that loads nothing from anywhere: style sheet, script and data are inside. Each part of the page shows
 * itself if there is data for it. Deterministic, as {@link HtmlReport} is.
 */
public final class DataPage {

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .characterEscapes(new ScriptSafeEscapes())
            .disable(StreamWriteFeature.AUTO_CLOSE_TARGET)
            .build();

    private final JsonGenerator json;

    private DataPage(JsonGenerator json) {
        this.json = json;
    }

    /** What is shown. */
    @FunctionalInterface
    public interface Content {

        /** Writes the fields of an object that has begun. */
        void writeTo(DataPage page) throws IOException;
    }

    /**
     * Writes the page and flushes the writer; does not close it. The page declares UTF-8, so the writer must encode so.
     *
     * @param title headline
     * @param summary sentences, the first of which is the largest
     * @param content what is shown
     */
    public static void write(String title, List<String> summary, Content content, Writer out) throws IOException {
        HtmlTemplate.of(PageFile.text("forecasts.html"))
                .write(
                        Map.of(
                                "title", page -> page.write(HtmlText.escape(title)),
                                "summary", page -> HtmlText.writeParagraphs(summary, page),
                                "style", page -> page.write(PageFile.text("report.css")),
                                "script", page -> page.write(PageFile.text("page.js") + PageFile.text("forecasts.js")),
                                "data", page -> writeData(content, page)),
                        out);
        out.flush();
    }

    private static void writeData(Content content, Writer page) throws IOException {
        try (JsonGenerator json = FACTORY.createGenerator(page)) {
            json.writeStartObject();
            content.writeTo(new DataPage(json));
            json.writeEndObject();
        }
    }

    /** {@return what writes the data; texts in it cannot end the script element that it stands in} */
    public JsonGenerator json() {
        return json;
    }

    /** Writes a number with so many digits; null if it is missing or infinite. */
    public void number(double value, int digits) throws IOException {
        ReportJson.writeNumber(Double.isInfinite(value) ? Double.NaN : value, digits, json);
    }

    /** Writes an array of them. */
    public void numbers(double[] values, int digits) throws IOException {
        json.writeStartArray();
        for (double value : values) {
            number(value, digits);
        }
        json.writeEndArray();
    }

    /** Writes a field that is an array of texts. */
    public void texts(String field, Iterable<String> texts) throws IOException {
        ReportJson.writeTexts(field, texts, json);
    }
}
