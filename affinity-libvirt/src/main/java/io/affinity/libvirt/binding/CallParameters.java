// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.IntByReference;
import com.sun.jna.ptr.PointerByReference;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Named values that are handed to libvirt, such as the parameters of a migration. A name may be given several times where
 * libvirt allows a list. Not thread-safe.
 */
public final class CallParameters {

    private sealed interface Value {
        record Unsigned(long value) implements Value {}

        record Signed(int value) implements Value {}

        record Truth(boolean value) implements Value {}

        record Text(String value) implements Value {}
    }

    private record Entry(String name, Value value) {}

    private final List<Entry> entries = new ArrayList<>();

    /** Adds a number that libvirt declares as unsigned long long, such as {@code bandwidth}. */
    public CallParameters unsigned(String name, long value) {
        return add(name, new Value.Unsigned(value));
    }

    /** Adds a number that libvirt declares as int, such as {@code parallel.connections}. */
    public CallParameters signed(String name, int value) {
        return add(name, new Value.Signed(value));
    }

    public CallParameters truth(String name, boolean value) {
        return add(name, new Value.Truth(value));
    }

    public CallParameters text(String name, String value) {
        return add(name, new Value.Text(value));
    }

    private CallParameters add(String name, Value value) {
        entries.add(new Entry(name, value));
        return this;
    }

    /** Lays the values out in native memory for as long as {@code call} runs. */
    <T extends @Nullable Object> T lend(NativeLibvirt calls, BiFunction<@Nullable Pointer, Integer, T> call) {
        PointerByReference parameters = new PointerByReference();
        IntByReference count = new IntByReference();
        IntByReference room = new IntByReference();
        try {
            for (Entry entry : entries) {
                if (append(calls, parameters, count, room, entry) < 0) {
                    throw new IllegalArgumentException("libvirt takes no parameter (" + entry.name()
                            + ") with the value (" + entry.value() + "): " + calls.virGetLastErrorMessage());
                }
            }
            return call.apply(parameters.getValue(), count.getValue());
        } finally {
            calls.virTypedParamsFree(parameters.getValue(), count.getValue());
        }
    }

    private static int append(
            NativeLibvirt calls,
            PointerByReference parameters,
            IntByReference count,
            IntByReference room,
            Entry entry) {
        String name = entry.name();
        if (entry.value() instanceof Value.Unsigned number) {
            return calls.virTypedParamsAddULLong(parameters, count, room, name, number.value());
        } else if (entry.value() instanceof Value.Signed number) {
            return calls.virTypedParamsAddInt(parameters, count, room, name, number.value());
        } else if (entry.value() instanceof Value.Truth truth) {
            return calls.virTypedParamsAddBoolean(parameters, count, room, name, truth.value() ? 1 : 0);
        } else if (entry.value() instanceof Value.Text text) {
            return calls.virTypedParamsAddString(parameters, count, room, name, text.value());
        }
        throw new AssertionError("A kind of value is not handled: " + entry.value());
    }

    @Override
    public String toString() {
        return entries.toString();
    }
}
