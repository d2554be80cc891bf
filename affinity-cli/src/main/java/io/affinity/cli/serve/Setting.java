// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import java.time.Duration;

/**
 * What does not change while a loop runs.
 *
 * @param mode of the loop, in a word
 * @param step of the loop
 * @param approvals whether migrations wait for a person
 * @param isGuarded whether whoever asks has to show a token
 */
record Setting(String mode, Duration step, boolean approvals, boolean isGuarded) {}
