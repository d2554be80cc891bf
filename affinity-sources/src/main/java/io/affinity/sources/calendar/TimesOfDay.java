// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.calendar;

import java.time.LocalDate;

/** What a schedule says of each day, by the clock on the wall. Immutable and thread-safe. */
interface TimesOfDay {

    /** {@return the seconds since the begin of the day, from 0 to 86,399, ascending, each once; not to be changed} */
    int[] secondsOf(LocalDate day);
}
