// SPDX-License-Identifier: Apache-2.0
package io.affinity.simulation.workload;

import java.util.Arrays;

/** Floats without boxes, for columns whose length is known only at the end of a file. */
final class FloatList {

    private float[] values = new float[512];
    private int size;

    void add(float value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, size * 2);
        }
        values[size++] = value;
    }

    int size() {
        return size;
    }

    float get(int index) {
        return values[index];
    }

    float[] toArray() {
        return Arrays.copyOf(values, size);
    }
}
