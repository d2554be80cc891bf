// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.advice;

import io.affinity.spi.model.Strength;

/**
 * What a rule costs: by how much the best placement that was found without it is better than the one with it. Immutable and
 * thread-safe.
 *
 * @param rule the name of a policy or a term
 * @param migrations how many migrations fewer there are without it; negative if there are more, which then gain something
 * @param hardViolation by how much less hard rules are violated without it, its own violation included; not negative
 * @param cost by how much less the placement costs without it, in migrations, its own cost included; negative only where hard rules are
 *     violated less
 */
public record RulePrice(String rule, Strength strength, int migrations, double hardViolation, double cost) {}
