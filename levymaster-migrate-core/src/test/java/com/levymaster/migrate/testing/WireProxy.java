package com.levymaster.migrate.testing;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Stands between clients and their server and counts what they say, whichever clients they are. A statement is one
 * {@code Query} or {@code Execute} message, {@code begin} and {@code commit} too; a round trip is one message after which
 * the client waits for {@code ReadyForQuery}. What the driver says of itself when it opens a connection does not count.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-message-formats.html">Message formats</a>
 */
public final class WireProxy implements AutoCloseable {

    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;
    private static final int BUFFER = 1 << 16;

    private final URI server;
    private final String user;
    private final String password;
    private final ServerSocket door;
    private final Set<Closeable> open = ConcurrentHashMap.newKeySet();
    private final WireCount count = new WireCount();

    private WireProxy(TestDatabase database) throws IOException {
        this.server = URI.create(database.url().substring("jdbc:".length()));
        this.user = database.user();
        this.password = database.password();
        this.door = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        start("wire proxy", this::serve);
    }

    /**
     * What clients said.
     *
     * @param statements in the order they were said
     */
    public record Count(int connections, List<String> statements, int roundTrips) {

        public Count {
            statements = List.copyOf(statements);
        }
    }

    public static WireProxy before(TestDatabase database) {
        try {
            return new WireProxy(database);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the same database, through the proxy. */
    public String url() {
        return "jdbc:postgresql://localhost:" + door.getLocalPort() + server.getPath();
    }

    /** Opens a new connection, through the proxy, each time it is asked. */
    public DataSource dataSource() {
        return new DriverManagerDataSource(url(), user, password);
    }

    /** What has been said since the last call. */
    public Count take() {
        return count.take();
    }

    /** Ends all connections. */
    @Override
    public void close() {
        quietly(door);
        open.forEach(WireProxy::quietly);
    }

    private void serve() throws IOException {
        while (!door.isClosed()) {
            Socket client = door.accept();
            Socket upstream = new Socket(server.getHost(), server.getPort());
            open.addAll(List.of(client, upstream));
            client.setTcpNoDelay(true);
            upstream.setTcpNoDelay(true);
            start("wire proxy, up", () -> between(client, upstream, () -> listen(client, upstream)));
            start("wire proxy, down", () -> between(client, upstream, () -> copy(upstream, client)));
        }
    }

    private void between(Socket one, Socket other, Task task) throws IOException {
        try (one;
                other) {
            task.run();
        } finally {
            open.removeAll(Set.of(one, other));
        }
    }

    private static void copy(Socket from, Socket to) throws IOException {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            out.write(buffer, 0, n);
        }
    }

    private void listen(Socket from, Socket to) throws IOException {
        DataInputStream in = new DataInputStream(new BufferedInputStream(from.getInputStream(), BUFFER));
        DataOutputStream out = new DataOutputStream(new BufferedOutputStream(to.getOutputStream(), BUFFER));
        int code;
        do {
            byte[] startup = body(in, out);
            code = WireMessage.number(startup);
            out.flush();
        } while (code == SSL_REQUEST || code == GSS_REQUEST);
        count.opened();
        WireMessage message = new WireMessage(count);
        for (int type = in.read(); type >= 0; type = in.read()) {
            out.writeByte(type);
            message.read((char) type, body(in, out));
            if (in.available() == 0) {
                out.flush();
            }
        }
    }

    /** Passes the rest of a message on: its length, which counts itself, and its body. */
    private static byte[] body(DataInputStream in, DataOutputStream out) throws IOException {
        int length = in.readInt();
        byte[] body = in.readNBytes(length - Integer.BYTES);
        out.writeInt(length);
        out.write(body);
        return body;
    }

    @FunctionalInterface
    private interface Task {
        void run() throws IOException;
    }

    /** A conversation that breaks off is the affair of those who hold it. */
    private static void start(String name, Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException e) {
                        Thread.currentThread().setName(name + ", over");
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private static void quietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
