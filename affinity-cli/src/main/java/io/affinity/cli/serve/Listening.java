// SPDX-License-Identifier: Apache-2.0
package io.affinity.cli.serve;

import io.affinity.cli.config.ConfigException;
import io.affinity.cli.config.ListenSection;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Where and how is listened. Loopback by default; whatever other machines can reach asks for a token, and is encrypted.
 *
 * @param token that whoever asks has to show, or null
 * @param tls or null where nothing is encrypted
 * @param approvals whether migrations wait for a person
 */
record Listening(
        ListenAddress address,
        @Nullable Token token,
        @Nullable SSLContext tls,
        boolean approvals) {

    /**
     * {@return what the file and the command line say}
     *
     * @param address on the command line, or null for that of the file
     * @throws ConfigException if that would be open to others, or a file cannot be used
     */
    static @Nullable Listening of(ListenSection section, @Nullable String address) {
        String said = address == null ? section.address() : address;
        if (said == null) {
            if (section.approvals() == ListenSection.Approvals.ON) {
                throw new ConfigException(
                        "listen.approvals: nobody can approve of migrations without listen.address or --listen.");
            }
            return null;
        }
        String place = address == null ? "listen.address" : "--listen";
        ListenAddress where = ListenAddress.of(place, said);
        Path token = section.token();
        Path certificate = section.certificate();
        Path key = section.key();
        boolean isSecure = token != null && certificate != null && key != null;
        if (!where.isLoopback() && !isSecure) {
            throw new ConfigException(place + ": other machines can reach " + where
                    + ", which needs listen.token-file, listen.certificate-file and listen.key-file in the cluster file;"
                    + " 127.0.0.1 needs none of them.");
        }
        return new Listening(
                where,
                token == null ? null : Token.read(token),
                certificate == null || key == null ? null : ServerKeys.context(certificate, key),
                section.approvals() == ListenSection.Approvals.ON);
    }

    /** {@return the address as one types it, with the port that was taken} */
    String url(int port) {
        return (tls == null ? "http" : "https") + "://" + new ListenAddress(address.host(), port) + "/";
    }
}
