// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.selection;

import io.affinity.forecast.encoding.StateReader;
import io.affinity.forecast.encoding.StateWriter;
import java.util.ArrayList;
import java.util.List;

/** A choice as bytes. */
final class ChoiceCodec {

    private static final int MOST_OPTIONS = 1000;

    private ChoiceCodec() {}

    static void write(Choice choice, StateWriter out) {
        out.putText(choice.reason().name());
        out.putInt(choice.origins());
        out.putInt(choice.steps());
        out.putInt(choice.farSteps());
        out.putDouble((double) choice.effort());
        out.putInt(choice.options().size());
        for (Choice.Option option : choice.options()) {
            out.putText(option.label());
            out.putText(option.outcome().name());
            out.putDouble(option.nearLoss());
            out.putDouble(option.farLoss());
            out.putDouble(option.nearWeight());
            out.putDouble(option.farWeight());
        }
    }

    /** {@return the choice that was put into bytes} */
    static Choice read(StateReader in) {
        Choice.Reason reason = named(Choice.Reason.values(), in);
        int origins = in.takeInt("the number of origins", 0, Integer.MAX_VALUE);
        int steps = in.takeInt("the number of near steps", 0, Integer.MAX_VALUE);
        int farSteps = in.takeInt("the number of steps", 0, Integer.MAX_VALUE);
        long effort = (long) in.takeDouble("the effort", 0, Long.MAX_VALUE);
        int size = in.takeInt("the number of options", 0, MOST_OPTIONS);
        List<Choice.Option> options = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            options.add(new Choice.Option(
                    in.takeText(),
                    named(Choice.Outcome.values(), in),
                    in.takeNumberOrMissing("a loss"),
                    in.takeNumberOrMissing("a loss"),
                    in.takeDouble("a weight", 0, 1),
                    in.takeDouble("a weight", 0, 1)));
        }
        return new Choice(reason, options, origins, steps, farSteps, effort);
    }

    private static <E extends Enum<E>> E named(E[] known, StateReader in) {
        String name = in.takeText();
        for (E value : known) {
            if (value.name().equals(name)) {
                return value;
            }
        }
        throw in.broken("it names " + name + ", which is unknown");
    }
}
