// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import com.cronutils.model.Cron;
import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoField;
import java.util.BitSet;
import java.util.Optional;

/**
 * What single fields of an expression stand for, found by asking cron-utils for the times of an expression in which all other fields are
 * fixed. In universal time, so that nothing of its treatment of clock changes gets in.
 */
final class FieldValues {

    private static final CronParser UNIX = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));

    private static final CronParser QUARTZ =
            new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.QUARTZ));

    private FieldValues() {}

    /** {@return an expression of five fields} */
    static ExecutionTime unix(String expression) {
        return of(UNIX, expression);
    }

    /** {@return an expression of six or seven fields} */
    static ExecutionTime quartz(String expression) {
        return of(QUARTZ, expression);
    }

    /** @throws IllegalArgumentException if it is not legal */
    private static ExecutionTime of(CronParser parser, String expression) {
        try {
            Cron cron = parser.parse(expression);
            return ExecutionTime.forCron(cron.validate());
        } catch (ArithmeticException | IndexOutOfBoundsException | NullPointerException e) {
            // Nothing says so, but this is what some texts lead to.
            throw new IllegalArgumentException(expression, e);
        }
    }

    /** {@return what a field of these times has for values, from a time on and before another} */
    static BitSet of(ExecutionTime times, LocalDateTime from, LocalDateTime until, ChronoField field) {
        BitSet values = new BitSet();
        ZonedDateTime at = from.minusSeconds(1).atZone(ZoneOffset.UTC);
        for (ZonedDateTime next = next(times, at); next.toLocalDateTime().isBefore(until); next = next(times, next)) {
            values.set(next.get(field));
        }
        return values;
    }

    /** {@return the next of these times; the end of all times if there is none} */
    static ZonedDateTime next(ExecutionTime times, ZonedDateTime at) {
        Optional<ZonedDateTime> next = times.nextExecution(at);
        return next.filter(later -> later.isAfter(at)).orElseGet(() -> LocalDateTime.MAX.atZone(ZoneOffset.UTC));
    }

    /** {@return all values from one to another} */
    static BitSet all(int least, int most) {
        BitSet values = new BitSet();
        values.set(least, most + 1);
        return values;
    }

    /** {@return the seconds of a day at which the clock shows these} */
    static int[] secondsOfDay(BitSet hours, BitSet minutes, BitSet seconds) {
        return hours.stream()
                .flatMap(hour -> minutes.stream()
                        .flatMap(minute -> seconds.stream().map(second -> 3600 * hour + 60 * minute + second)))
                .toArray();
    }
}
