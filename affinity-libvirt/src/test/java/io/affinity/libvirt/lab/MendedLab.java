// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.lab;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;

/**
 * Brings the lab to a known state before a class of tests: all hosts up and answering, no fault, no guest. Before each
 * test the hosts are in order again, whatever an earlier one did to them; guests of the class go on.
 */
final class MendedLab implements BeforeAllCallback, TestInstancePreConstructCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        // Classes within a class of tests go on with what that has.
        if (!context.getRequiredTestClass().isMemberClass()) {
            Lab.running().run("repair");
        }
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext made, ExtensionContext context) {
        if (made.getOuterInstance().isEmpty()) {
            Lab.running().run("mend");
        }
    }
}
