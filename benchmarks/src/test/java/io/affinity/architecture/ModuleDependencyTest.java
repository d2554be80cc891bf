// SPDX-License-Identifier: Apache-2.0
package io.affinity.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** A module depends on what the table of modules allows, and on nothing else. */
class ModuleDependencyTest {

    private static final List<String> JDK_AND_ANNOTATIONS =
            List.of("java..", "javax..", "jdk.jfr..", "org.w3c.dom..", "org.xml.sax..", "org.jspecify.annotations..");

    private static final Map<String, List<String>> ALLOWED = Map.of(
            "spi", List.of("io.affinity.spi.."),
            "core", List.of("io.affinity.core..", "io.affinity.spi..", "org.slf4j.."),
            "simulation",
                    List.of(
                            "io.affinity.simulation..",
                            "io.affinity.core..",
                            "io.affinity.spi..",
                            "com.fasterxml.jackson.core..",
                            "de.siegmar.fastcsv.."),
            "forecast",
                    List.of(
                            "io.affinity.forecast..",
                            "io.affinity.spi..",
                            "org.slf4j..",
                            "org.apache.commons.math3..",
                            "org.ejml.."),
            "libvirt",
                    List.of(
                            "io.affinity.libvirt..",
                            "io.affinity.spi..",
                            "org.slf4j..",
                            "org.libvirt..",
                            "com.sun.jna.."),
            "openstack",
                    List.of(
                            "io.affinity.openstack..",
                            "io.affinity.spi..",
                            "org.slf4j..",
                            "com.fasterxml.jackson.core..",
                            "org.snakeyaml.engine.."),
            "sources",
                    List.of(
                            "io.affinity.sources..",
                            "io.affinity.spi..",
                            "org.slf4j..",
                            "com.fasterxml.jackson.core..",
                            "com.cronutils..",
                            "biweekly.."),
            "micrometer",
                    List.of(
                            "io.affinity.micrometer..",
                            "io.affinity.core..",
                            "io.affinity.spi..",
                            "io.micrometer.core.."),
            "spring",
                    List.of(
                            "io.affinity.spring..",
                            "io.affinity.micrometer..",
                            "io.affinity.forecast..",
                            "io.affinity.core..",
                            "io.affinity.spi..",
                            "io.micrometer.core..",
                            "org.slf4j..",
                            "org.springframework.."));

    private static final List<String> LIBRARY = Modules.LIBRARY;

    @Test
    void theDomainModelIsOnTheClassPath() {
        assertThat(Modules.CLASSES).anyMatch(type -> type.getName().equals("io.affinity.spi.model.Vm"));
    }

    @ParameterizedTest
    @FieldSource("LIBRARY")
    void aLibraryModuleDependsOnlyOnWhatItMay(String module) {
        List<String> allowed = new ArrayList<>(JDK_AND_ANNOTATIONS);
        allowed.addAll(ALLOWED.get(module));

        classes()
                .that()
                .resideInAPackage(Modules.tree(module))
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(allowed.toArray(String[]::new))
                .allowEmptyShould(Modules.STILL_EMPTY.contains(module))
                .check(Modules.CLASSES);
    }

    @Test
    void denseLinearAlgebraIsSeenInOnePackageOnly() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.affinity.forecast.numeric..")
                .and()
                .resideInAPackage(Modules.tree("forecast"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.ejml..")
                .check(Modules.CLASSES);
    }

    @Test
    void theCommandLineDoesNotDependOnBenchmarks() {
        noClasses()
                .that()
                .resideInAPackage(Modules.tree("cli"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.affinity.benchmarks..", "org.openjdk.jmh..", "jdplus..", "ai.timefold..")
                .allowEmptyShould(Modules.STILL_EMPTY.contains("cli"))
                .check(Modules.CLASSES);
    }
}
