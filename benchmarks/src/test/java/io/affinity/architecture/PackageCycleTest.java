// SPDX-License-Identifier: Apache-2.0
package io.affinity.architecture;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Packages are the stages of the pipeline: no package reaches itself through others. */
class PackageCycleTest {

    private static final List<String> ALL = Modules.ALL;

    @ParameterizedTest
    @FieldSource("ALL")
    void packagesOfAModuleFormNoCycle(String module) {
        slices().assignedFrom(new OneSlicePerPackage(Modules.packageOf(module)))
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(Modules.STILL_EMPTY.contains(module))
                .check(Modules.CLASSES);
    }

    /** Every package is a slice of its own, the root package of the module too. */
    private record OneSlicePerPackage(String root) implements SliceAssignment {

        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            String name = type.getPackageName();
            return name.equals(root) || name.startsWith(root + ".")
                    ? SliceIdentifier.of(name)
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages of " + root;
        }
    }
}
