// SPDX-License-Identifier: Apache-2.0
package io.affinity.openstack.json;

/** An answer is not as its API has it; the message says where. */
public final class MalformedJsonException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public MalformedJsonException(String message) {
        super(message);
    }
}
