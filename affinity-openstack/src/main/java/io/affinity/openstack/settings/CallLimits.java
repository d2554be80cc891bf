// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.settings;

import java.time.Duration;

/**
 * How a cloud is asked. Immutable.
 *
 * @param call how long one answer is waited for, the whole of it; 1 second to 10 minutes
 * @param attempts how often a question is asked that changes nothing, or that was certainly not heard; 1 to 10
 * @param pause before a question is asked a second time; it doubles with each further time; 0 to 1 minute
 * @param atOnce calls under way at one time, 1 to 64
 * @param perSecond calls that may begin in one second, 1 to 1000
 * @param answerBytes of which one answer may be, 1 MiB to 1 GiB
 */
public record CallLimits(Duration call, int attempts, Duration pause, int atOnce, int perSecond, int answerBytes) {

    /** 30 seconds for a call, three attempts half a second apart at first, 8 at once, 50 a second, 64 MiB. */
    public static final CallLimits DEFAULT =
            new CallLimits(Duration.ofSeconds(30), 3, Duration.ofMillis(500), 8, 50, 64 << 20);

    private static final int MIB = 1 << 20;

    public CallLimits {
        range("time for a call in seconds", call.toSeconds(), 1, 600);
        range("number of attempts", attempts, 1, 10);
        range("pause in milliseconds", pause.toMillis(), 0, 60_000);
        range("number of calls at once", atOnce, 1, 64);
        range("number of calls a second", perSecond, 1, 1000);
        range("size of an answer in bytes", answerBytes, MIB, 1024L * MIB);
    }

    private static void range(String thing, long value, long least, long most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "The " + thing + " (" + value + ") must be from " + least + " to " + most + ".");
        }
    }

    /** {@return the same with another time for one call} */
    public CallLimits withCall(Duration other) {
        return new CallLimits(other, attempts, pause, atOnce, perSecond, answerBytes);
    }

    /** {@return the same with other attempts} */
    public CallLimits withAttempts(int other, Duration firstPause) {
        return new CallLimits(call, other, firstPause, atOnce, perSecond, answerBytes);
    }
}
