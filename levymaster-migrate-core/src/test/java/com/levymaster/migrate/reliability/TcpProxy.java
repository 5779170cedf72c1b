package com.levymaster.migrate.reliability;

import com.levymaster.migrate.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Stands between a client and the server; cuts, swallows and delays. Each fault is done once. */
final class TcpProxy implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private volatile URI target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile @Nullable String cutBefore;
    private volatile @Nullable String swallowAfter;
    private volatile boolean swallowing;
    private volatile boolean slow;

    TcpProxy(String jdbcUrl) throws IOException {
        this.target = URI.create(jdbcUrl.substring("jdbc:".length()));
        daemon(this::accept);
    }

    /** Connections to come are refused. */
    void refuse() throws IOException {
        listening.close();
    }

    /** Connections to come go to another server. */
    void redirect(String jdbcUrl) {
        target = URI.create(jdbcUrl.substring("jdbc:".length()));
    }

    DataSource dataSource(String database, String user, String password) {
        String url = "jdbc:postgresql://localhost:" + listening.getLocalPort() + "/" + database;
        return new DriverManagerDataSource(url, user, password);
    }

    DataSource dataSource(TestDatabase database, String... settings) {
        return new DriverManagerDataSource(url(database, settings), database.user(), database.password());
    }

    /** Ends all connections now. */
    void cut() {
        cuts.incrementAndGet();
        sockets.forEach(TcpProxy::close);
        sockets.clear();
    }

    /** Ends the connection instead of handing this on. */
    void cutBefore(String text) {
        cutBefore = text;
    }

    /** Hands this on, and ends the connection when the server has answered, without handing the answer on. */
    void swallowAnswerTo(String text) {
        swallowAfter = text;
    }

    /** From now on nothing reaches the server on the connections that are open. */
    void swallow() {
        swallowing = true;
    }

    /** Byte by byte. */
    void throttle() {
        slow = true;
    }

    /** As fast as it can again, and nothing is lost. */
    void heal() {
        slow = false;
        swallowing = false;
    }

    String url(TestDatabase database, String... settings) {
        return "jdbc:postgresql://localhost:" + listening.getLocalPort() + "/" + database.name() + "?"
                + String.join("&", settings);
    }

    int cuts() {
        return cuts.get();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        sockets.forEach(TcpProxy::close);
    }

    private void accept() throws IOException {
        while (!listening.isClosed()) {
            Socket client = listening.accept();
            Socket server = new Socket(target.getHost(), target.getPort());
            sockets.add(client);
            sockets.add(server);
            swallowing = false;
            AtomicInteger answersToDrop = new AtomicInteger();
            daemon(() -> untilEitherIsGone(() -> toServer(client, server, answersToDrop), client, server));
            daemon(() -> untilEitherIsGone(() -> toClient(server, client, answersToDrop), client, server));
        }
    }

    /** A side that breaks off takes the other with it. */
    private static void untilEitherIsGone(Work work, Socket client, Socket server) throws IOException {
        try (client;
                server) {
            work.run();
        }
    }

    private void toServer(Socket client, Socket server, AtomicInteger answersToDrop) throws IOException {
        InputStream in = client.getInputStream();
        OutputStream out = server.getOutputStream();
        byte[] buffer = new byte[65536];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            String text = new String(buffer, 0, n, StandardCharsets.ISO_8859_1);
            String fatal = cutBefore;
            if (fatal != null && text.contains(fatal)) {
                cutBefore = null;
                cut();
                return;
            }
            String last = swallowAfter;
            if (last != null && text.contains(last)) {
                swallowAfter = null;
                answersToDrop.set(1);
            }
            if (!swallowing) {
                write(out, buffer, n);
            }
        }
    }

    private void toClient(Socket server, Socket client, AtomicInteger answersToDrop) throws IOException {
        InputStream in = server.getInputStream();
        OutputStream out = client.getOutputStream();
        byte[] buffer = new byte[65536];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            if (answersToDrop.get() > 0) {
                cut();
                return;
            }
            write(out, buffer, n);
        }
    }

    private void write(OutputStream out, byte[] buffer, int n) throws IOException {
        if (slow) {
            for (int i = 0; i < n; i++) {
                out.write(buffer, i, 1);
                out.flush();
            }
        } else {
            out.write(buffer, 0, n);
            out.flush();
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void daemon(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (IOException e) {
                Thread.currentThread().interrupt(); // one side is gone: so is this half of the connection
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @FunctionalInterface
    private interface Work {
        void run() throws IOException;
    }
}
