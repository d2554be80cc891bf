// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.lab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestInstanceFactoryContext;
import org.junit.jupiter.api.extension.TestInstancePreConstructCallback;
import org.junit.platform.commons.support.AnnotationSupport;

/** Leaves tests out where there is no lab, and brings it in order where there is one. */
final class LabInOrder implements ExecutionCondition, BeforeAllCallback, TestInstancePreConstructCallback {

    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(LabInOrder.class);

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        FolderIn lab = lab(context);
        String folder = System.getProperty(lab.value(), "");
        if (folder.equals("left-out")) {
            return ConditionEvaluationResult.disabled("left out, as asked");
        }
        if (!folder.isEmpty()) {
            return ConditionEvaluationResult.enabled("the lab is in " + folder);
        }
        String how = "affinity-openstack/lab/openstack install, then: openstack --dir FOLDER up " + lab.options()
                + ", then -D" + lab.value() + "=FOLDER";
        System.err.println("LEFT OUT: " + context.getDisplayName()
                + ", as there is no lab of OpenStack; ./verify --openstack starts one. By hand: " + how);
        return ConditionEvaluationResult.disabled("no lab of OpenStack: " + how);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        // Classes within a class of tests go on with what that has.
        if (context.getRequiredTestClass().isMemberClass()) {
            return;
        }
        OpenStackLab lab = OpenStackLab.in(lab(context).value());
        context.getStore(NAMESPACE).put("alone", new Alone(lab.folder()));
        lab.mend();
        lab.deleteServers();
    }

    @Override
    public void preConstructTestInstance(TestInstanceFactoryContext made, ExtensionContext context) {
        if (made.getOuterInstance().isEmpty()) {
            OpenStackLab.in(lab(context).value()).mend();
        }
    }

    private static FolderIn lab(ExtensionContext context) {
        for (Class<?> type = context.getRequiredTestClass(); type != null; type = type.getEnclosingClass()) {
            var found = AnnotationSupport.findAnnotation(type, FolderIn.class);
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new IllegalStateException("No annotation of " + context.getRequiredTestClass() + " names its lab.");
    }

    /** Keeps classes of tests that run in other processes away from a lab. */
    private static final class Alone implements AutoCloseable {

        private final FileChannel channel;

        Alone(Path folder) {
            try {
                channel = FileChannel.open(
                        folder.resolve("tests.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                // Held until the channel closes.
                channel.lock();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() throws IOException {
            channel.close();
        }
    }
}
