// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import io.affinity.cli.config.ConfigException;
import io.affinity.cli.input.Quoted;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where is listened.
 *
 * @param host name or IP address, without brackets
 * @param port 0 for any that is free
 */
record ListenAddress(String host, int port) {

    private static final Pattern FORM = Pattern.compile("(?:\\[([0-9A-Fa-f:.]+)]|([^\\[\\]:\\s]+)):([0-9]{1,5})");
    private static final int MOST_PORT = 65_535;

    /**
     * {@return the address that a text names}
     *
     * @param place what is said to name it, for messages
     * @throws ConfigException if it is none
     */
    static ListenAddress of(String place, String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches() || Integer.parseInt(form.group(3)) > MOST_PORT) {
            throw new ConfigException(place + ": must be a host and a port, such as 127.0.0.1:9464 or [::1]:9464, not "
                    + Quoted.of(text) + ".");
        }
        return new ListenAddress(
                form.group(1) == null ? form.group(2) : form.group(1), Integer.parseInt(form.group(3)));
    }

    /**
     * {@return where that is}
     *
     * @throws ConfigException if nobody knows
     */
    InetSocketAddress resolved() {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new ConfigException("The address (" + this + ") cannot be listened at: the host is not known.", e);
        }
    }

    /** {@return whether only this machine can reach it} */
    boolean isLoopback() {
        return resolved().getAddress().isLoopbackAddress();
    }

    @Override
    public String toString() {
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
