// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

/**
 * How far a job, such as a migration, is or was.
 *
 * @param type 0 none, 1 bounded, 2 unbounded, 3 completed, 4 failed, 5 canceled, as libvirt numbers them
 * @param values libvirt's {@code VIR_DOMAIN_JOB_*} figures
 */
public record JobStatistics(int type, TypedParameters values) {

    public static final int NONE = 0;
    public static final int COMPLETED = 3;
    public static final int FAILED = 4;
    public static final int CANCELED = 5;

    public boolean isRunning() {
        return type == 1 || type == 2;
    }
}
