package io.affinity.libvirt.lab;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Brings the lab to a known state before a class of tests: all hosts up and answering, no fault, no guest. */
final class MendedLab implements BeforeAllCallback {

    @Override
    public void beforeAll(ExtensionContext context) {
        // Classes within a class of tests go on with what that has.
        if (!context.getRequiredTestClass().isMemberClass()) {
            Lab.running().run("repair");
        }
    }
}
