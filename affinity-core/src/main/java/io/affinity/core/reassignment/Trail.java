// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.reassignment;

import java.util.Arrays;

/** Moves that are carried out one after the other, and may be taken back all together. Belongs to one thread. */
final class Trail {

    private final SearchPlacement placement;
    private int[] moved = new int[16];
    private int[] origin = new int[16];
    private int count;
    private double change;

    Trail(SearchPlacement placement) {
        this.placement = placement;
    }

    /** Forgets what was carried out. */
    void begin() {
        count = 0;
        change = 0;
    }

    /** Moves a VM, which adds so much. */
    void move(int vm, int host, double added) {
        if (count == moved.length) {
            moved = Arrays.copyOf(moved, 2 * count);
            origin = Arrays.copyOf(origin, 2 * count);
        }
        origin[count] = placement.hostOf(vm);
        moved[count++] = vm;
        placement.move(vm, host, added);
        change += added;
    }

    int count() {
        return count;
    }

    int vm(int step) {
        return moved[step];
    }

    /** {@return what all of them have added} */
    double change() {
        return change;
    }

    /** Takes all back. */
    void undo() {
        for (int i = count - 1; i >= 0; i--) {
            placement.move(moved[i], origin[i], i == 0 ? -change : 0);
        }
        count = 0;
    }
}
