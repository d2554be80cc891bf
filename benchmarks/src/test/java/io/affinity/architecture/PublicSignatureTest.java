// SPDX-License-Identifier: Apache-2.0
package io.affinity.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaType;
import com.tngtech.archunit.core.domain.JavaTypeVariable;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Whoever embeds the library compiles against the JDK and affinity alone. */
class PublicSignatureTest {

    private static final List<String> LIBRARY = Modules.LIBRARY;

    private static final List<String> THIRD_PARTY = List.of(
            "org.apache.commons.math3",
            "org.ejml",
            "org.libvirt",
            "com.sun.jna",
            "com.fasterxml",
            "de.siegmar",
            "picocli",
            "org.slf4j");

    private static final DescribedPredicate<JavaClass> VISIBLE_OUTSIDE_ITS_PACKAGE = DescribedPredicate.describe(
            "are public, as is every class around them",
            type -> Stream.iterate(type, t -> t.getEnclosingClass().orElse(null))
                    .takeWhile(t -> t != null)
                    .allMatch(PublicSignatureTest::isPublicOrProtected));

    @ParameterizedTest
    @FieldSource("LIBRARY")
    void noThirdPartyTypeIsInAPublicSignature(String module) {
        classes()
                .that(VISIBLE_OUTSIDE_ITS_PACKAGE)
                .and()
                .resideInAPackage(Modules.tree(module))
                .should(new NameNoThirdPartyType())
                .allowEmptyShould(Modules.STILL_EMPTY.contains(module))
                .check(Modules.CLASSES);
    }

    private static boolean isPublicOrProtected(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                || type.getModifiers().contains(JavaModifier.PROTECTED);
    }

    private static final class NameNoThirdPartyType extends ArchCondition<JavaClass> {

        NameNoThirdPartyType() {
            super("name no third-party type in what others see of them");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            report(type.getDescription(), headOf(type), type, events);
            for (JavaMember member : type.getMembers()) {
                if (member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED)) {
                    report(member.getDescription(), signatureOf(member), type, events);
                }
            }
        }

        private static void report(String where, Stream<JavaType> types, JavaClass owner, ConditionEvents events) {
            types.flatMap(type -> type.getAllInvolvedRawTypes().stream())
                    .map(JavaClass::getBaseComponentType)
                    .distinct()
                    .filter(NameNoThirdPartyType::isThirdParty)
                    .forEach(found ->
                            events.add(SimpleConditionEvent.violated(owner, where + " names " + found.getName())));
        }

        private static boolean isThirdParty(JavaClass type) {
            return THIRD_PARTY.stream()
                    .anyMatch(root -> type.getPackageName().equals(root)
                            || type.getPackageName().startsWith(root + "."));
        }

        private static Stream<JavaType> headOf(JavaClass type) {
            Stream<JavaType> parents = Stream.concat(type.getSuperclass().stream(), type.getInterfaces().stream());
            return Stream.concat(parents, boundsOf(type.getTypeParameters()));
        }

        private static Stream<JavaType> signatureOf(JavaMember member) {
            if (member instanceof JavaCodeUnit unit) {
                List<JavaType> types = new ArrayList<>(unit.getParameterTypes());
                types.add(unit.getReturnType());
                types.addAll(unit.getExceptionTypes());
                return Stream.concat(types.stream(), boundsOf(unit.getTypeParameters()));
            }
            return member.getAllInvolvedRawTypes().stream().map(type -> (JavaType) type);
        }

        private static Stream<JavaType> boundsOf(List<? extends JavaTypeVariable<?>> parameters) {
            return parameters.stream().flatMap(parameter -> parameter.getUpperBounds().stream());
        }
    }
}
