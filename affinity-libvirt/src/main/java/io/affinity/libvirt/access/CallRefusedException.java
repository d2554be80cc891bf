// SPDX-License-Identifier: Apache-2.0
package io.affinity.libvirt.access;

/** A host answered with an error. */
public final class CallRefusedException extends LibvirtAccessException {

    private static final long serialVersionUID = 1L;

    private final int code;
    private final int domain;
    private final String reason;

    /**
     * @param call the function of libvirt that failed
     * @param code as libvirt numbers errors, {@code virErrorNumber}
     * @param domain the part of libvirt that the error comes from, {@code virErrorDomain}
     * @param reason libvirt's own words
     */
    public CallRefusedException(String call, int code, int domain, String reason) {
        super(call + ": " + reason + " (libvirt error " + code + " of domain " + domain + ")");
        this.code = code;
        this.domain = domain;
        this.reason = reason;
    }

    public int code() {
        return code;
    }

    public int domain() {
        return domain;
    }

    /** {@return what libvirt said, without the name of the call and without numbers} */
    public String reason() {
        return reason;
    }
}
