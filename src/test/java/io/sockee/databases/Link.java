package io.sockee.databases;

import io.sockee.servers.Ports;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The way to a database, which can be cut, closed and clogged. It is closed until {@link #open}. */
public final class Link implements AutoCloseable {
    private static final InetAddress LOCAL = InetAddress.getLoopbackAddress();

    private final int port;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private @Nullable ServerSocket server; // guarded by this, as is the next field
    private boolean clogged;

    private Link(int port, int target) {
        this.port = port;
        this.target = target;
    }

    /** To a port of this machine, from any that is free. */
    public static Link to(int target) {
        return new Link(Ports.free(), target);
    }

    /** Where it begins. */
    public int port() {
        return port;
    }

    /** Lets connections in and bytes through; what waited goes on. */
    public synchronized void open() throws IOException {
        clogged = false;
        notifyAll();
        if (server == null) {
            ServerSocket listening = new ServerSocket();
            listening.setReuseAddress(true);
            listening.bind(new InetSocketAddress(LOCAL, port));
            server = listening;
            daemon(() -> accept(listening));
        }
    }

    /** Lets connections in, and no byte through. */
    public synchronized void clog() throws IOException {
        open();
        clogged = true;
    }

    /** Cuts what there is; new connections are let in as before. */
    public void cut() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    /** Cuts what there is and refuses what comes. */
    @Override
    public synchronized void close() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
        clogged = false;
        notifyAll();
        cut();
    }

    private synchronized void untilOpen() throws InterruptedException {
        while (clogged) {
            wait();
        }
    }

    private void accept(ServerSocket listening) {
        while (!listening.isClosed()) {
            try {
                Socket from = listening.accept();
                Socket to = new Socket(LOCAL, target);
                sockets.add(from);
                sockets.add(to);
                daemon(() -> pump(from, to));
                daemon(() -> pump(to, from));
            } catch (IOException e) {
                // This connection failed, or there will be no more: the loop's condition tells.
            }
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] buffer = new byte[65_536];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                untilOpen();
                out.write(buffer, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // An end as good as any other: both sides are closed.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "link");
        thread.setDaemon(true);
        thread.start();
    }
}
