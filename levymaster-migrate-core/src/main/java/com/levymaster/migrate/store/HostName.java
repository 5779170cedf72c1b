package com.levymaster.migrate.store;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The host name of the machine or container that runs this process. */
public final class HostName {

    private HostName() {}

    /** The environment variable {@code HOSTNAME}, else the name of the local host, else {@code unknown}. */
    public static String name() {
        String host = System.getenv("HOSTNAME");
        if (host != null && !host.isBlank()) {
            return host;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "unknown";
        }
    }
}
