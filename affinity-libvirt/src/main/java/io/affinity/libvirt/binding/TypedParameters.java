// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Named values as libvirt hands them out: statistics, job figures. Immutable and thread-safe; names in libvirt's order.
 */
public final class TypedParameters {

    /** Layout of {@code virTypedParameter} on 64-bit machines: 80 characters of name, a type, and 8 bytes of value. */
    private static final long SIZE = 96;

    private static final long TYPE = 80;
    private static final long VALUE = 88;

    private final Map<String, Object> values;

    private TypedParameters(Map<String, Object> values) {
        this.values = Collections.unmodifiableMap(values);
    }

    /** {@return parameters with these values: {@link Long}, {@link Double}, {@link Boolean} or {@link String}} */
    public static TypedParameters of(Map<String, ?> values) {
        return new TypedParameters(new LinkedHashMap<>(values));
    }

    static TypedParameters read(@Nullable Pointer parameters, int count) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (parameters != null) {
            for (int i = 0; i < count; i++) {
                Object value = value(parameters, i * SIZE);
                if (value != null) {
                    values.put(parameters.getString(i * SIZE, StandardCharsets.UTF_8.name()), value);
                }
            }
        }
        return new TypedParameters(values);
    }

    private static @Nullable Object value(Pointer parameters, long at) {
        long where = at + VALUE;
        return switch (parameters.getInt(at + TYPE)) {
            case 1 -> (long) parameters.getInt(where);
            case 2 -> Integer.toUnsignedLong(parameters.getInt(where));
            case 3, 4 -> parameters.getLong(where);
            case 5 -> parameters.getDouble(where);
            case 6 -> parameters.getByte(where) != 0;
            case 7 -> text(parameters.getPointer(where));
            default -> null;
        };
    }

    private static @Nullable String text(@Nullable Pointer characters) {
        return characters == null ? null : characters.getString(0, StandardCharsets.UTF_8.name());
    }

    public Set<String> names() {
        return values.keySet();
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** {@return the whole number with this name, or {@code otherwise} if there is none} */
    public long number(String name, long otherwise) {
        return values.get(name) instanceof Long number ? number : otherwise;
    }

    /** {@return the number with this name, whole or not; NaN if there is none} */
    public double decimal(String name) {
        return values.get(name) instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    /** {@return the text with this name, or null if there is none} */
    public @Nullable String text(String name) {
        return values.get(name) instanceof String text ? text : null;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TypedParameters parameters && values.equals(parameters.values);
    }

    @Override
    public int hashCode() {
        return values.hashCode();
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
