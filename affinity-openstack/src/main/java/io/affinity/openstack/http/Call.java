// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.http;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question to a service. Immutable.
 *
 * @param method of HTTP
 * @param address with its query
 * @param headers by name
 * @param body in JSON; null for none
 * @param isRepeatable whether asking twice does no more than asking once
 */
public record Call(
        String method,
        URI address,
        Map<String, String> headers,
        @Nullable String body,
        boolean isRepeatable) {

    public Call {
        headers = Map.copyOf(headers);
    }

    /** {@return a question that changes nothing} */
    public static Call get(String address) {
        return new Call("GET", URI.create(address), Map.of(), null, true);
    }

    /** {@return a question that changes something, and must not be heard twice} */
    public static Call post(String address, String body) {
        return new Call("POST", URI.create(address), Map.of(), body, false);
    }

    /** {@return a statement of how something shall be, however often it is made} */
    public static Call put(String address, String body) {
        return new Call("PUT", URI.create(address), Map.of(), body, true);
    }

    /** {@return an end of something; once it has ended there is nothing to end} */
    public static Call delete(String address) {
        return new Call("DELETE", URI.create(address), Map.of(), null, true);
    }

    /** {@return the same with one more header} */
    public Call with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Call(method, address, more, body, isRepeatable);
    }

    /** {@return the same, which asking twice does no harm to} */
    public Call repeatable() {
        return new Call(method, address, headers, body, true);
    }

    /** {@return what it is about, for messages} */
    public String told() {
        return method + " " + address.getPath();
    }
}
