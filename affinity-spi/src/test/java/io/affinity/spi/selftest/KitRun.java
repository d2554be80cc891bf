// SPDX-License-Identifier: Apache-2.0
package io.affinity.spi.selftest;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs a contract for an implementation that is expected to break it. */
final class KitRun {

    private KitRun() {}

    /** {@return the names of the tests of {@code contract} that fail, without duplicates} */
    static Set<String> failures(Class<?> contract) {
        Set<String> failures = new TreeSet<>();
        EngineTestKit.engine("junit-jupiter").selectors(selectClass(contract)).execute().allEvents().failed().stream()
                .forEach(event -> failures.add(testMethod(event.getTestDescriptor())));
        return failures;
    }

    private static String testMethod(TestDescriptor test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(source -> ((MethodSource) source).getMethodName())
                .orElseGet(test::getDisplayName);
    }
}
