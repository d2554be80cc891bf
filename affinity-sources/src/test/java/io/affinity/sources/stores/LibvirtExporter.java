// SPDX-License-Identifier: Apache-2.0
package io.affinity.sources.stores;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** prometheus-libvirt-exporter over the host that the client library of libvirt pretends, with one VM; ended at the latest with this process. */
public final class LibvirtExporter implements AutoCloseable {

    /** The VM that the library pretends. */
    public static final String VM = "6695eb01-f6a4-8304-79aa-97f2502e193f";

    private final Process process;
    private final int port;
    private final Thread hook;

    private LibvirtExporter(Process process, int port) {
        this.process = process;
        this.port = port;
        this.hook = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** {@return an exporter that answers} */
    public static LibvirtExporter start() {
        try {
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            Process process = new ProcessBuilder(
                            "prometheus-libvirt-exporter",
                            "--libvirt.uri=test:///default",
                            "--web.listen-address=127.0.0.1:" + port)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            LibvirtExporter exporter = new LibvirtExporter(process, port);
            RealStore.await("the exporter listens", exporter::listens);
            return exporter;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean listens() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_000);
            return true;
        } catch (IOException e) {
            if (!process.isAlive()) {
                throw new IllegalStateException("prometheus-libvirt-exporter does not start.", e);
            }
            return false;
        }
    }

    public String hostAndPort() {
        return "127.0.0.1:" + port;
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        process.destroyForcibly().onExit().join();
    }
}
