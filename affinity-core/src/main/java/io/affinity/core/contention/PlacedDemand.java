// SPDX-License-Identifier: Apache-2.0
package io.affinity.core.contention;

/** What a sweep over hosts reads, in flat arrays in the order in which it reads them. */
final class PlacedDemand {

    private final ScenarioColumns scenarios;
    private final VmsByHost vms;
    private final int[] blocks;
    private final int[] usable;
    private final int resources;

    PlacedDemand(ScenarioColumns scenarios, VmsByHost vms) {
        this.scenarios = scenarios;
        this.vms = vms;
        this.resources = scenarios.fleet().resources().size();
        this.blocks = new int[scenarios.fleet().vms().size()];
        this.usable = new int[scenarios.fleet().hosts().size() * resources];
        for (int place = 0; place < blocks.length; place++) {
            blocks[place] = scenarios.place(vms.vm(place));
        }
        for (int cell = 0; cell < usable.length; cell++) {
            usable[cell] = scenarios.usable(cell / resources, cell % resources);
        }
    }

    ScenarioColumns scenarios() {
        return scenarios;
    }

    VmsByHost vms() {
        return vms;
    }

    int resources() {
        return resources;
    }

    int hosts() {
        return usable.length / resources;
    }

    /** {@return where the block of the VM at this place of {@link #vms} begins} */
    int block(int place) {
        return blocks[place];
    }

    int usable(int host, int resource) {
        return usable[host * resources + resource];
    }
}
