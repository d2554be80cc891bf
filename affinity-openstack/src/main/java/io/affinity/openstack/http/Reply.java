// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.http;

import io.affinity.openstack.json.Json;
import io.affinity.openstack.json.MalformedJsonException;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.function.Function;

/** What a service answers to a call that it has carried out. */
public final class Reply {

    private final URI address;
    private final HttpHeaders headers;
    private final byte[] body;

    Reply(URI address, HttpHeaders headers, byte[] body) {
        this.address = address;
        this.headers = headers;
        this.body = body;
    }

    /** {@return a header; empty if it is not there} */
    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /**
     * {@return what this makes of the answer}
     *
     * @throws ApiException if the answer is not JSON, or the function finds that it is not as expected
     */
    public <T> T read(Function<Json, T> reader) throws ApiException {
        try {
            return reader.apply(Json.parse(body));
        } catch (MalformedJsonException | IllegalArgumentException e) {
            throw new ApiException(
                    ApiException.Kind.MALFORMED,
                    "what " + address.getHost() + " answers to " + address.getPath() + " is not understood: "
                            + e.getMessage());
        }
    }
}
