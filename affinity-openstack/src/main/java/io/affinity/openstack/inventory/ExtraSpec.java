// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.inventory;

import java.util.Arrays;
import java.util.List;

/**
 * Whether a value of an aggregate is what an extra spec of a flavor asks for, as the filter AggregateInstanceExtraSpecsFilter of Nova has it: the
 * same text, or by the operator that the spec begins with.
 */
final class ExtraSpec {

    private ExtraSpec() {}

    static boolean matches(String value, String spec) {
        List<String> words = Arrays.stream(spec.strip().split("\\s+"))
                .filter(word -> !word.isEmpty())
                .toList();
        if (words.isEmpty()) {
            return value.equals(spec);
        }
        List<String> operands = words.subList(1, words.size());
        return switch (words.get(0)) {
            case "<or>" -> isOneOf(value, operands);
            case "<in>" -> !operands.isEmpty() && value.contains(operands.get(0));
            case "<all-in>" -> !operands.isEmpty() && operands.stream().allMatch(value::contains);
            case "=", ">=" -> compared(value, operands) >= 0;
            case "==" -> compared(value, operands) == 0;
            case "!=" -> isCompared(value, operands) && compared(value, operands) != 0;
            case "<=" -> isCompared(value, operands) && compared(value, operands) <= 0;
            case "s==" -> !operands.isEmpty() && value.equals(operands.get(0));
            case "s!=" -> !operands.isEmpty() && !value.equals(operands.get(0));
            case "s<" -> !operands.isEmpty() && value.compareTo(operands.get(0)) < 0;
            case "s<=" -> !operands.isEmpty() && value.compareTo(operands.get(0)) <= 0;
            case "s>" -> !operands.isEmpty() && value.compareTo(operands.get(0)) > 0;
            case "s>=" -> !operands.isEmpty() && value.compareTo(operands.get(0)) >= 0;
            default -> value.equals(spec);
        };
    }

    /** Each other word is the operator once more. */
    private static boolean isOneOf(String value, List<String> operands) {
        for (int i = 0; i < operands.size(); i += 2) {
            if (operands.get(i).equals(value)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCompared(String value, List<String> operands) {
        return compared(value, operands) != Integer.MIN_VALUE;
    }

    /** {@return by its sign which of two numbers is greater; the least number if one of them is none} */
    private static int compared(String value, List<String> operands) {
        try {
            return operands.isEmpty()
                    ? Integer.MIN_VALUE
                    : Double.compare(Double.parseDouble(value), Double.parseDouble(operands.get(0)));
        } catch (NumberFormatException e) {
            return Integer.MIN_VALUE;
        }
    }
}
