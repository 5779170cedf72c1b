package com.levymaster.migrate.store;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The name of the machine, or of the container, that this process runs on. */
public final class HostName {

    private HostName() {}

    /** The variable that containers have, else what the machine calls itself. */
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
