// SPDX-License-Identifier: Apache-2.0
package io.affinity.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.Location;
import java.util.List;
import java.util.Set;

/** The modules of the project and their compiled classes, without tests. */
final class Modules {

    /** What an embedder puts on the class path. */
    static final List<String> LIBRARY =
            List.of("spi", "core", "simulation", "forecast", "libvirt", "openstack", "sources", "micrometer", "spring");

    static final List<String> ALL = List.of(
            "spi",
            "core",
            "simulation",
            "forecast",
            "libvirt",
            "openstack",
            "sources",
            "micrometer",
            "spring",
            "cli",
            "benchmarks");

    /** Modules for which a rule may find nothing to look at; a module leaves this list with its first class. */
    static final Set<String> STILL_EMPTY = Set.of();

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(Modules::isNotTest)
            .importPackages(ALL.stream().map(Modules::packageOf).toList());

    private Modules() {}

    static String packageOf(String module) {
        return "io.affinity." + module;
    }

    static String tree(String module) {
        return packageOf(module) + "..";
    }

    private static boolean isNotTest(Location location) {
        return !location.contains("/test-classes/");
    }
}
