// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.binding;

import com.sun.jna.Pointer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who gets the events of which connection. The C library is given a number, never the address of something that the garbage
 * collector may take away: an event that is under way while its connection is closed finds nobody, and nothing breaks.
 */
final class Subscribers {

    private static final Map<Long, Consumer<NativeEvent>> BY_NUMBER = new ConcurrentHashMap<>();
    private static final AtomicLong LAST_NUMBER = new AtomicLong();

    private Subscribers() {}

    static long add(Consumer<NativeEvent> listener) {
        long number = LAST_NUMBER.incrementAndGet();
        BY_NUMBER.put(number, listener);
        return number;
    }

    static void remove(long number) {
        BY_NUMBER.remove(number);
    }

    static void tell(@Nullable Pointer number, NativeEvent event) {
        Consumer<NativeEvent> listener = BY_NUMBER.get(Pointer.nativeValue(number));
        if (listener != null) {
            listener.accept(event);
        }
    }
}
