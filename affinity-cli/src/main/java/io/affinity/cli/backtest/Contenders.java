// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.backtest;

import io.affinity.cli.config.Quantity;
import io.affinity.cli.plugin.ChosenForecaster;
import io.affinity.core.backtest.Contender;
import io.affinity.forecast.Forecasters;
import io.affinity.spi.forecast.Forecaster;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Who is compared: simple rules, and what is to be judged by them.
 *
 * @param all the rules first, of which the first stands in for all others
 * @param rules how many of them are simple rules
 * @param day the place of the rule that what was a day ago comes again; -1 if it is left out
 * @param week of the rule that what was a week ago comes again, likewise
 * @param notes which rules are left out, and why
 */
record Contenders(List<Contender> all, int rules, int day, int week, List<String> notes) {

    /** The place of the rule that what is now stays. */
    static final int PERSISTENCE = 0;

    private static final String LAST_DAY = "last day";
    private static final String LAST_WEEK = "last week";

    Contenders {
        all = List.copyOf(all);
        notes = List.copyOf(notes);
    }

    /**
     * {@return the rules, and these forecasters, but for those that are rules already}
     *
     * @param learned how much is known at the first origin: a rule needs a whole season
     */
    static Contenders of(Map<String, ChosenForecaster> named, Pace pace, Duration step, Duration learned) {
        Map<String, Contender> all = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        add(all, single(Forecasters.persistence(), pace.seasons()));
        season(all, notes, LAST_DAY, Duration.ofDays(1), step, learned);
        season(all, notes, LAST_WEEK, Duration.ofDays(7), step, learned);
        add(all, single(Forecasters.longRun(), pace.seasons()));
        int rules = all.size();
        named.forEach((name, chosen) -> add(all, chosen.contender(name, pace.seasons())));
        List<String> names = List.copyOf(all.keySet());
        return new Contenders(
                List.copyOf(all.values()), rules, names.indexOf(LAST_DAY), names.indexOf(LAST_WEEK), notes);
    }

    private static void add(Map<String, Contender> all, Contender one) {
        all.putIfAbsent(one.name(), one);
    }

    private static Contender single(Forecaster forecaster, List<Duration> seasons) {
        return new Contender.Single(forecaster.name(), forecaster, seasons);
    }

    private static void season(
            Map<String, Contender> all,
            List<String> notes,
            String name,
            Duration season,
            Duration step,
            Duration learned) {
        if (season.compareTo(step.multipliedBy(2)) < 0
                || !step.multipliedBy(season.dividedBy(step)).equals(season)) {
            notes.add("The rule \"" + name + "\" is left out, as a step (" + Quantity.text(step)
                    + ") does not go into it.");
        } else if (season.compareTo(learned) > 0) {
            notes.add("The rule \"" + name + "\" is left out, as only " + Quantity.text(learned)
                    + " are known at the first origin.");
        } else {
            add(all, new Contender.Single(name, Forecasters.seasonalNaive(), List.of(season)));
        }
    }

    /** {@return the places of those that are judged; none if only rules were named} */
    List<Integer> judged() {
        return IntStream.range(rules, all.size()).boxed().toList();
    }

    String name(int contender) {
        return all.get(contender).name();
    }
}
