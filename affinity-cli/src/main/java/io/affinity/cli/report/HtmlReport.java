// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.report;

import java.io.IOException;
import java.io.Writer;
import java.util.Map;

/**
 * Writes a {@link SimulationReport} as one HTML file that loads nothing from anywhere: style sheet, script, chart
 * library and data are inside. Large inputs are cut to keep the file small, and each cut is stated in the page: hosts
 * of the heat maps, migrations per policy, forecast series, steps and observations.
 *
 * <p>Deterministic: equal reports give equal characters; no clock, locale or time zone is read. Times are shown in UTC.
 */
public final class HtmlReport {
    private HtmlReport() {}

    /**
     * Writes the page and flushes the writer; does not close it. The page declares UTF-8, so the writer must encode so.
     *
     * @param report what to show
     * @param out where to
     * @throws IOException if the writer fails
     */
    public static void write(SimulationReport report, Writer out) throws IOException {
        HtmlTemplate template = HtmlTemplate.of(PageFile.text("report.html"));
        template.write(
                Map.of(
                        "title", page -> page.write(HtmlText.escape(report.title())),
                        "summary",
                                page -> HtmlText.writeParagraphs(
                                        Headline.of(report).sentences(), page),
                        "chartStyle", page -> page.write(PageFile.text("uPlot.min.css")),
                        "style", page -> page.write(PageFile.text("report.css")),
                        "chartLicense", page -> page.write(PageFile.text("uPlot.LICENSE.txt")),
                        "chartScript", page -> page.write(PageFile.text("uPlot.iife.min.js")),
                        "script",
                                page -> page.write(PageFile.text("page.js")
                                        + PageFile.text("report.js")
                                        + PageFile.text("cluster.js")),
                        "data", page -> ReportJson.write(report, page)),
                out);
        out.flush();
    }
}
