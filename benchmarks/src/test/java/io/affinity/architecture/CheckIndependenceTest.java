// SPDX-License-Identifier: Apache-2.0
package io.affinity.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import org.junit.jupiter.api.Test;

/** Who judges what the search finds knows nothing of the search. */
class CheckIndependenceTest {

    @Test
    void theJudgesKnowNothingOfTheSearch() {
        noClasses()
                .that()
                .resideInAPackage("io.affinity.core.check..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.affinity.core.search..")
                .check(Modules.CLASSES);
    }
}
