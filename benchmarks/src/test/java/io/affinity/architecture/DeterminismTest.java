// SPDX-License-Identifier: Apache-2.0
package io.affinity.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import java.nio.charset.Charset;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TimeZone;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Time, chance and locale come in as arguments: the same input gives the same decision on every machine. */
class DeterminismTest {

    private static final List<String> LIBRARY = Modules.LIBRARY;

    /** Whatever their parameters. */
    private static final Set<String> AMBIENT = Set.of(
            System.class.getName() + ".currentTimeMillis",
            Math.class.getName() + ".random",
            StrictMath.class.getName() + ".random",
            Locale.class.getName() + ".getDefault",
            Charset.class.getName() + ".defaultCharset",
            ZoneId.class.getName() + ".systemDefault",
            TimeZone.class.getName() + ".getDefault",
            ThreadLocalRandom.class.getName() + ".current",
            UUID.class.getName() + ".randomUUID");

    /** Seeded by the machine where they get no argument. */
    private static final Set<String> UNSEEDED =
            Set.of(Random.class.getName() + ".<init>", SplittableRandom.class.getName() + ".<init>");

    private static final DescribedPredicate<JavaAccess<?>> READS_THE_MACHINE = DescribedPredicate.describe(
            "it reads clock, chance, locale, charset or zone of the machine", DeterminismTest::readsTheMachine);

    @ParameterizedTest
    @FieldSource("LIBRARY")
    void libraryCodeReadsNeitherClockNorChanceNorLocaleOfTheMachine(String module) {
        noClasses()
                .that()
                .resideInAPackage(Modules.tree(module))
                .should()
                .accessTargetWhere(READS_THE_MACHINE)
                .allowEmptyShould(Modules.STILL_EMPTY.contains(module))
                .check(Modules.CLASSES);
    }

    private static boolean readsTheMachine(JavaAccess<?> access) {
        if (!(access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget target)) {
            return false;
        }
        String name = target.getOwner().getName() + "." + target.getName();
        List<String> parameters = target.getRawParameterTypes().stream()
                .map(type -> type.getName())
                .toList();
        return AMBIENT.contains(name)
                || UNSEEDED.contains(name) && parameters.isEmpty()
                || name.equals(Collections.class.getName() + ".shuffle") && parameters.size() == 1
                || name.startsWith("java.time.")
                        && target.getName().equals("now")
                        && !parameters.contains(Clock.class.getName());
    }
}
