// SPDX-License-Identifier: Apache-2.0
package io.affinity.forecast.trees;

/**
 * Where rows part: those with a bin up to this one go left.
 *
 * @param gain by how much the sum of squared errors falls
 * @param missingLeft where rows go whose value is missing
 */
record Split(int feature, int bin, boolean missingLeft, double gain) {

    boolean isLeft(int code) {
        return code == 0 ? missingLeft : code <= bin;
    }
}
