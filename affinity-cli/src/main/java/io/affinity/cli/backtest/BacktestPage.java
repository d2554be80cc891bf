// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.cli.report.DataPage;
import io.affinity.core.backtest.Backtest;
import io.affinity.core.backtest.BacktestResult;
import io.affinity.core.backtest.LeadScore;
import io.affinity.core.backtest.LeadSkill;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/** A comparison as a page: its figures, the forecasts of single VMs, reliability, and the VMs with the greatest loss. */
public final class BacktestPage {

    private static final int DIGITS = 5;
    private static final int MOST_WORST = 20;
    private static final String[] REFERENCES = {"persistence", "last day", "last week"};

    private final Compared compared;
    private final Comparison comparison;
    private final BacktestResult result;
    private final DataPage page;
    private final JsonGenerator json;

    private BacktestPage(Compared compared, DataPage page) {
        this.compared = compared;
        this.comparison = compared.comparison();
        this.result = compared.result();
        this.page = page;
        this.json = page.json();
    }

    /**
     * Writes the page; does not close the writer.
     *
     * @param version of the program
     */
    public static void write(Compared compared, String version, Writer out) throws IOException {
        DataPage.write(
                "Backtest. " + compared.comparison().past().title(),
                List.of(compared.verdict()),
                page -> new BacktestPage(compared, page).write(version),
                out);
    }

    private void write(String version) throws IOException {
        List<String> introduction = comparison.introduction();
        json.writeStringField("provenance", "affinity " + version);
        json.writeStringField("resource", comparison.past().data().resource().name());
        json.writeStringField("unit", comparison.past().data().resource().unit());
        List<String> leads = new ArrayList<>();
        for (int lead = 0; lead < compared.leads(); lead++) {
            leads.add(comparison.leadText(lead));
        }
        page.texts("leads", leads);
        json.writeArrayFieldStart("levels");
        for (int level = 0; level < Backtest.LEVELS.size(); level++) {
            page.number(Backtest.LEVELS.get(level), DIGITS);
        }
        json.writeEndArray();
        page.texts("references", List.of(REFERENCES));
        writeRows();
        writeWorst();
        FanData.write(comparison, page);
        writeSetup(introduction);
        List<String> notes = new ArrayList<>(comparison.notes());
        notes.addAll(BacktestText.notes(compared));
        page.texts("notes", notes);
    }

    private void writeSetup(List<String> introduction) throws IOException {
        json.writeArrayFieldStart("setup");
        for (int i = 0; i < 2; i++) {
            json.writeStartArray();
            json.writeString(i == 0 ? "Demand" : "Origins");
            json.writeString(introduction.get(i));
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private void writeRows() throws IOException {
        json.writeArrayFieldStart("rows");
        for (int contender : compared.rows()) {
            json.writeStartObject();
            json.writeStringField("name", comparison.contenders().name(contender));
            json.writeBooleanField("isRule", contender < comparison.contenders().rules());
            json.writeFieldName("cpuMillis");
            page.number(result.cpuMillis(contender), DIGITS);
            json.writeArrayFieldStart("leads");
            for (int lead = 0; lead < compared.leads(); lead++) {
                writeLead(contender, lead);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeLead(int contender, int lead) throws IOException {
        LeadScore score = result.score(contender, lead);
        json.writeStartObject();
        json.writeNumberField("values", score.values());
        number("pinball", score.pinball());
        number("wql", score.wql());
        number("medianWql", score.medianWql());
        json.writeFieldName("cover");
        page.numbers(new double[] {score.coverage80(), score.coverage90(), score.coverage95()}, DIGITS);
        json.writeFieldName("reliability");
        page.numbers(
                score.reliability().stream().mapToDouble(Double::doubleValue).toArray(), DIGITS);
        json.writeArrayFieldStart("skills");
        for (int reference : compared.references()) {
            if (reference < 0 || reference == contender) {
                json.writeNull();
            } else {
                LeadSkill skill = result.skill(contender, reference, lead);
                page.numbers(new double[] {skill.pooled(), skill.medianOfVms()}, DIGITS);
            }
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void writeWorst() throws IOException {
        json.writeArrayFieldStart("worst");
        for (int contender : comparison.contenders().judged()) {
            json.writeStartObject();
            json.writeStringField("name", comparison.contenders().name(contender));
            json.writeArrayFieldStart("leads");
            for (int lead = 0; lead < compared.leads(); lead++) {
                json.writeStartArray();
                for (int vm : result.byLoss(contender, lead).stream()
                        .limit(MOST_WORST)
                        .toList()) {
                    writeWorst(contender, lead, vm);
                }
                json.writeEndArray();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void writeWorst(int contender, int lead, int vm) throws IOException {
        LeadScore score = result.score(contender, lead, vm);
        double rule = result.score(compared.bestRule(lead), lead, vm).pinball();
        json.writeStartObject();
        json.writeStringField("vm", comparison.label(vm));
        json.writeNumberField("fan", comparison.fans().vms().indexOf(vm));
        number("share", score.shareIn(result.score(contender, lead)));
        number("wql", score.wql());
        number("skill", 1 - score.pinball() / rule);
        number("cover80", score.coverage80());
        json.writeEndObject();
    }

    private void number(String field, double value) throws IOException {
        json.writeFieldName(field);
        page.number(value, DIGITS);
    }
}
