// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.affinity.cli.output.JsonText;
import io.affinity.cli.output.Schema;
import io.affinity.core.backtest.Backtest;
import io.affinity.core.backtest.BacktestData;
import io.affinity.core.backtest.BacktestResult;
import io.affinity.core.backtest.BacktestSettings;
import io.affinity.core.backtest.LeadScore;
import io.affinity.core.backtest.LeadSkill;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A comparison as JSON, for programs. But for {@code cpuMillisPerForecast} it holds nothing of the machine, so that
 * equal input and arguments give equal bytes otherwise.
 */
public final class BacktestJson {

    private static final String[] REFERENCES = {"persistence", "lastDay", "lastWeek"};

    private BacktestJson() {}

    /** Writes one object; does not close the writer. */
    public static void write(Compared compared, Writer out) throws IOException {
        try (JsonGenerator json = JsonText.generator(out)) {
            json.writeStartObject();
            Schema.BACKTEST.write(json);
            writeInput(compared.comparison(), json);
            json.writeStringField("verdict", compared.verdict());
            JsonText.texts("notes", compared.comparison().notes(), json);
            json.writeArrayFieldStart("forecasters");
            for (int contender : compared.rows()) {
                writeContender(compared, contender, json);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        out.write('\n');
    }

    private static void writeInput(Comparison comparison, JsonGenerator json) throws IOException {
        BacktestData data = comparison.past().data();
        BacktestSettings settings = comparison.backtest().settings();
        json.writeStringField("input", comparison.past().title());
        json.writeStringField("resource", data.resource().name());
        json.writeStringField("unit", data.resource().unit());
        json.writeNumberField("vms", data.vms().size());
        json.writeNumberField("vmsThere", comparison.past().vmsThere());
        json.writeNumberField("steps", data.steps());
        JsonText.number("stepSeconds", data.step().toMillis() / 1000.0, json);
        json.writeStringField("start", data.timeOf(0).toString());
        json.writeNumberField("learnedSteps", settings.learned());
        json.writeNumberField("seed", settings.seed());
        Backtest backtest = comparison.backtest();
        json.writeArrayFieldStart("origins");
        for (int origin = 0; origin < backtest.origins(); origin++) {
            json.writeString(backtest.originAt(origin).toString());
        }
        json.writeEndArray();
        JsonText.numbers("levels", levels(), json);
    }

    private static List<Double> levels() {
        return IntStream.range(0, Backtest.LEVELS.size())
                .mapToObj(Backtest.LEVELS::get)
                .toList();
    }

    private static void writeContender(Compared compared, int contender, JsonGenerator json) throws IOException {
        BacktestResult result = compared.result();
        json.writeStartObject();
        json.writeStringField("name", compared.comparison().contenders().name(contender));
        json.writeBooleanField(
                "isRule", contender < compared.comparison().contenders().rules());
        json.writeNumberField("failed", result.failed(contender));
        json.writeStringField("firstFailure", result.problem(contender));
        JsonText.number("cpuMillisPerForecast", result.cpuMillis(contender), json);
        json.writeArrayFieldStart("leads");
        for (int lead = 0; lead < compared.leads(); lead++) {
            writeLead(compared, contender, lead, json);
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private static void writeLead(Compared compared, int contender, int lead, JsonGenerator json) throws IOException {
        json.writeStartObject();
        json.writeNumberField(
                "lead", compared.comparison().backtest().settings().leads().get(lead));
        writeScore(compared.result().score(contender, lead), json);
        int[] references = compared.references();
        for (int i = 0; i < references.length; i++) {
            if (references[i] >= 0) {
                writeSkill(
                        "skillOver" + capital(REFERENCES[i]),
                        compared.result().skill(contender, references[i], lead),
                        json);
            }
        }
        json.writeStringField("bestRule", compared.comparison().contenders().name(compared.bestRule(lead)));
        LeadSkill overRules = compared.skillOverRules(contender, lead);
        writeSkill("skillOverBestRule", overRules, json);
        JsonText.texts(
                "clearlyWorseVms",
                overRules.clearlyWorse().stream()
                        .map(vm -> compared.comparison()
                                .past()
                                .data()
                                .vms()
                                .get(vm)
                                .id()
                                .value())
                        .toList(),
                json);
        writeVms(compared, contender, lead, json);
        json.writeEndObject();
    }

    private static String capital(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    private static void writeScore(LeadScore score, JsonGenerator json) throws IOException {
        json.writeNumberField("values", score.values());
        JsonText.number("pinball", score.pinball(), json);
        JsonText.number("wql", score.wql(), json);
        JsonText.number("medianWql", score.medianWql(), json);
        JsonText.number("coverage80", score.coverage80(), json);
        JsonText.number("coverage90", score.coverage90(), json);
        JsonText.number("coverage95", score.coverage95(), json);
        JsonText.numbers("reliability", score.reliability(), json);
    }

    private static void writeSkill(String field, LeadSkill skill, JsonGenerator json) throws IOException {
        json.writeObjectFieldStart(field);
        JsonText.number("ofAll", skill.pooled(), json);
        JsonText.number("standardError", skill.error(), json);
        JsonText.number("medianOfVms", skill.medianOfVms(), json);
        json.writeEndObject();
    }

    private static void writeVms(Compared compared, int contender, int lead, JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("byVm");
        LeadScore all = compared.result().score(contender, lead);
        for (int vm : compared.result().byLoss(contender, lead)) {
            LeadScore score = compared.result().score(contender, lead, vm);
            json.writeStartObject();
            json.writeStringField(
                    "vm", compared.comparison().past().data().vms().get(vm).id().value());
            json.writeStringField(
                    "name", compared.comparison().past().data().vms().get(vm).name());
            JsonText.number("shareOfLoss", score.shareIn(all), json);
            JsonText.number("pinball", score.pinball(), json);
            JsonText.number("wql", score.wql(), json);
            JsonText.number("coverage80", score.coverage80(), json);
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
